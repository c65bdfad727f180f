"""The engine beyond one machine: Ray Serve holds replicas of it, and any number of front ends ask them over HTTP.

A front end needs nothing of Ray: `remote.RemoteEngine` is an `Engine` that sends the protocol's requests (`wire`,
`questions`, `frames`, `connection`), chooses the replica that gets them (`doors`), and survives its loss. On the other
side `replica` answers them with the engine of its process, and `serving`, the only module that imports Ray, starts
replicas and puts them behind one address. `chosen` says which engine a process asks.
"""
