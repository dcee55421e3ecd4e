import Glibc

/// The system's random numbers, fetched a block at a time: one call of the kernel serves many Message-IDs.
struct PooledRandom: RandomNumberGenerator {
    private var pool: [UInt64] = []
    private var system = SystemRandomNumberGenerator()

    mutating func next() -> UInt64 {
        if let number = pool.popLast() { return number }
        // getentropy(3) gives at most 256 bytes a call.
        var block = [UInt64](repeating: 0, count: 32)
        let isFilled = block.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) == 0 }
        guard isFilled else { return system.next() }
        pool = block
        return pool.popLast() ?? system.next()
    }
}
