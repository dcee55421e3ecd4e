/// SHA-256 (FIPS 180-4): no library of the system is linked for that alone.
struct SHA256 {
    /// The words of the hash after whole blocks.
    private var words: SIMD8<UInt32>
    /// How many bytes they stand for.
    private var count: Int

    /// Nothing was hashed yet.
    init() {
        words = Self.start
        count = 0
    }

    /// Takes in one block of 64 bytes.
    mutating func add(block: [UInt8]) {
        precondition(block.count == 64)
        block.withUnsafeBufferPointer { compress($0) }
        count += 64
    }

    /// The digest of all that was taken in, and of these bytes behind it: 32 bytes.
    consuming func digest(ending bytes: [UInt8]) -> [UInt8] {
        let bits = UInt64(count + bytes.count) &* 8
        let length = (bytes.count + 9 + 63) / 64 * 64
        let padded = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            for index in bytes.indices { buffer[index] = bytes[index] }
            buffer[bytes.count] = 0x80
            for index in bytes.count + 1..<length - 8 { buffer[index] = 0 }
            for index in 0..<8 {
                buffer[length - 8 + index] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - index * 8))
            }
            filled = length
        }
        padded.withUnsafeBufferPointer { padded in
            for block in stride(from: 0, to: length, by: 64) {
                compress(UnsafeBufferPointer(rebasing: padded[block..<block + 64]))
            }
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 4] >> UInt32(24 - $0 % 4 * 8)) }
    }

    private mutating func compress(_ block: UnsafeBufferPointer<UInt8>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            for index in 0..<16 {
                let at = index * 4
                let high = UInt32(block[at]) << 24 | UInt32(block[at + 1]) << 16
                schedule[index] = high | UInt32(block[at + 2]) << 8 | UInt32(block[at + 3])
            }
            for index in 16..<64 {
                let (a, b) = (schedule[index - 15], schedule[index - 2])
                let s0 = Self.rotate(a, 7) ^ Self.rotate(a, 18) ^ (a >> 3)
                let s1 = Self.rotate(b, 17) ^ Self.rotate(b, 19) ^ (b >> 10)
                schedule[index] = schedule[index - 16] &+ s0 &+ schedule[index - 7] &+ s1
            }
            Self.constants.withUnsafeBufferPointer { mix(schedule, $0) }
        }
    }

    /// FIPS 180-4 §6.2.2, step 3.
    private mutating func mix(
        _ schedule: UnsafeMutableBufferPointer<UInt32>,
        _ constants: UnsafeBufferPointer<UInt32>
    ) {
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        var (e, f, g, h) = (words[4], words[5], words[6], words[7])
        for index in 0..<64 {
            let s1 = Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25)
            let first = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[index] &+ schedule[index]
            let s0 = Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22)
            let second = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        words = words &+ SIMD8(a, b, c, d, e, f, g, h)
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    private static let start = SIMD8(primes(8).map { fraction(of: Double($0).squareRoot()) })

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants = primes(64).map { cubeRootFraction(UInt64($0)) }

    private static func primes(_ count: Int) -> [Int] {
        var found: [Int] = []
        var candidate = 2
        while found.count < count {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }

    private static func fraction(of root: Double) -> UInt32 {
        UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }

    /// By bisection in whole numbers: the greatest r with r³ ≤ n·2⁹⁶ has the root's bits, exactly.
    private static func cubeRootFraction(_ number: UInt64) -> UInt32 {
        let target = UInt128(number) << 96
        var (low, high) = (UInt128(0), UInt128(8) << 32)
        while high - low > 1 {
            let middle = (low + high) / 2
            if middle * middle * middle <= target { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }
}
