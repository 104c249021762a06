"""The only place that picks adapters: settings in, frozen services out."""
