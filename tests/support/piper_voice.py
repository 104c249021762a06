"""A tiny Piper voice: real ONNX, real configuration, a tone for each phoneme."""

import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model

RATE = 16_000
_FRAMES = 400


def make_piper_voice(folder: Path, name: str = "vi_VN-test-low", *, loudness: float = 0.02) -> Path:
    """Write `name.onnx` and `name.onnx.json` into `folder` and give the model's path."""
    wave = (loudness * np.sin(np.arange(_FRAMES) * 2 * np.pi * 200 / RATE)).astype(np.float32).reshape(1, 1, -1)
    nodes = [
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["ids", "last"], ["column"]),
        helper.make_node("Mul", ["column", "wave"], ["tones"]),
        helper.make_node("Reshape", ["tones", "shape"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        name,
        inputs=[
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        outputs=[helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "frames"])],
        initializer=[
            numpy_helper.from_array(wave, "wave"),
            numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
            numpy_helper.from_array(np.array([1, 1, -1], dtype=np.int64), "shape"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    folder.mkdir(parents=True, exist_ok=True)
    save_model(model, str(folder / f"{name}.onnx"))
    symbols = [" ", "_", "^", "$", *(chr(code) for code in (*range(33, 592), *range(592, 880), 0x1EA1)), "5", "6"]
    config = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "vi"},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": 1,
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": {symbol: [number % 200] for number, symbol in enumerate(symbols)},
    }
    (folder / f"{name}.onnx.json").write_text(json.dumps(config), encoding="utf-8")
    return folder / f"{name}.onnx"
