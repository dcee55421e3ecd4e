// A room's tests import that room and TestSupport alone: the scripted server and plain SQL come with it.
@_exported public import SMTPServer
@_exported public import SQLite
