"""The description of this API (OpenAPI), made once: to make it takes half a second, to write it some 20 ms more."""

import json
import threading

from fastapi import APIRouter, FastAPI, Request, Response

from app.api.shared.answers import description_of
from app.edge import LateRoute

router = APIRouter(route_class=LateRoute)
_making = threading.Lock()


@router.get("/openapi.json", include_in_schema=False)
def get_description(request: Request) -> Response:
    """Every resource, its forms and its answers."""
    app: FastAPI = request.app
    with _making:
        if not hasattr(app.state, "description"):
            app.state.description = json.dumps(description_of(app), ensure_ascii=False, separators=(",", ":")).encode()
    return Response(app.state.description, media_type="application/json")
