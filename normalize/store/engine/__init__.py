"""Many articles at once: processes of one machine, shards of a run, and engines that spread them over machines."""
