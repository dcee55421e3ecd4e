/// A checksum of bytes: 64 bits, the same in every run and on every machine, at many bytes a nanosecond.
///
/// It tells whether bytes made anew are those that were made before. It protects against nobody: whoever wants other bytes
/// of the same checksum finds them.
public enum ByteChecksum {
    /// Odd numbers of as many ones as zeros (wyhash).
    private static let keys: (UInt64, UInt64, UInt64, UInt64) = (
        0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3
    )

    /// The checksum of these bytes.
    ///
    /// Sixteen bytes are one multiplication, whose halves are folded; four lanes do not wait for each other.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var (a, b, c, d) = keys
        var at = 0
        let count = bytes.count
        while count - at >= 64 {
            a = step(a, bytes, at, keys.1)
            b = step(b, bytes, at + 16, keys.2)
            c = step(c, bytes, at + 32, keys.3)
            d = step(d, bytes, at + 48, keys.0)
            at += 64
        }
        while count - at >= 16 {
            a = step(a, bytes, at, keys.2)
            at += 16
        }
        var rest: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &rest) { rest in
            rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[at...]))
        }
        a = folded(a ^ UInt64(littleEndian: rest.0), keys.3 ^ UInt64(littleEndian: rest.1))
        return folded(folded(a ^ c, b ^ keys.2), folded(d ^ keys.1, UInt64(count) ^ keys.3) ^ keys.0)
    }

    /// The checksum of these bytes.
    public static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

    /// The lane's own number is kept beside the product: zeros in the text do not wipe out what came before.
    @inline(__always)
    private static func step(
        _ lane: UInt64,
        _ bytes: UnsafeRawBufferPointer,
        _ at: Int,
        _ key: UInt64
    ) -> UInt64 {
        let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let second = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
        return folded(lane ^ first, key ^ second) &+ (lane << 1 | lane >> 63)
    }

    @inline(__always)
    private static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }
}
