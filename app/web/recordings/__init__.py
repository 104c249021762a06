"""*Bản ghi âm*: music and human readings, brought, heard, replaced and retired."""
