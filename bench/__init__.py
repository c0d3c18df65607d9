"""The benchmarks: how fast it is, each time measured against a peer in the same run."""
