import Glibc

/// Looks every few milliseconds whether a condition holds, up to a deadline; whether it came to hold.
public func waitUntil(
    within limit: Duration = .seconds(20),
    _ condition: () throws -> Bool
) rethrows -> Bool {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var pause: Int32 = 1
    while true {
        if try condition() { return true }
        if ContinuousClock.now >= deadline { return false }
        _ = poll(nil, 0, pause)
        pause = min(pause * 2, 50)
    }
}
