import CZlib
import TestSupport

extension ZipWriter.File {
    /// The file deflated as zlib does it.
    var packed: ZipWriter.File {
        var file = self
        var length = compressBound(UInt(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        _ = compress2(&packed, &length, bytes, UInt(bytes.count), 9)
        // Without zlib's header of two bytes and its checksum of four.
        file.deflated = Array(packed[2..<(Int(length) - 4)])
        return file
    }
}
