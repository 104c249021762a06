"""*Cài đặt*: people, stations, and what is one's own."""
