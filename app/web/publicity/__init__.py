"""*Góp ý của người dân* and *Trang công khai*: what officers do for the public page."""
