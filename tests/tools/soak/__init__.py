"""The serving page under load: `make soak`."""
