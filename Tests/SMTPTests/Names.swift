import TestSupport

/// A step of the scripted server; the room under test has a `Stage` of its own.
typealias ServerStage = Stage
