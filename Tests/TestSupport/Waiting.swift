import Glibc

/// Looks every few milliseconds whether a condition holds, until it does; whether it came to hold.
///
/// The limit is there so that a fault ends in a failure rather than in silence. What is slow is no fault: on a machine that
/// does other work, one second of a program may take a minute. So nothing is given up before two minutes.
public func waitUntil(
    within limit: Duration = .seconds(120),
    _ condition: () throws -> Bool
) rethrows -> Bool {
    try wait(atMost: max(limit, .seconds(120)), until: condition)
}

/// The same, but gives up after exactly that time: where it may well not come to hold.
public func wait(atMost limit: Duration, until condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var pause: Int32 = 1
    while true {
        if try condition() { return true }
        if ContinuousClock.now >= deadline { return false }
        _ = poll(nil, 0, pause)
        pause = min(pause * 2, 50)
    }
}
