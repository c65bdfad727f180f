"""The engine beyond one machine: Ray Serve holds replicas of it, and any number of front ends ask them over HTTP.

A front end needs nothing of Ray: `remote.RemoteEngine` is an `Engine` that sends the protocol's requests (`wire`, `http`)
and survives the loss of a replica. On the other side `replica` answers them with the engine of its process; `serving`,
the only module that imports Ray, puts replicas behind one address. `chosen` is asked which engine a process uses.
"""
