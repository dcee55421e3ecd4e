import Foundation
public import Wording

/// The largest file that is read as configuration.
private let mostBytes = 4 << 20

/// Reads a UTF-8 text file of at most 4 MB, without its byte order mark.
///
/// - Throws: ``Faults`` with `isUnreadable` when it cannot be opened, or a fault with the place of the first wrong
/// byte.
public func readText(_ path: String) throws(Faults) -> String {
    let data: Data
    do {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        data = try handle.read(upToCount: mostBytes + 1) ?? Data()
    } catch {
        throw Faults(
            [Fault(file: path, line: 0, column: 0, keyPath: "", message: reason(error))],
            isUnreadable: true
        )
    }
    guard data.count <= mostBytes else {
        throw Faults([Fault(file: path, line: 0, column: 0, keyPath: "", message: FileWords.large)])
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw Faults([wrongByte(in: data, path)])
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
}

/// Where the first byte stands that is not UTF-8.
private func wrongByte(in data: Data, _ path: String) -> Fault {
    var line = 1
    for row in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        if String(validating: row, as: UTF8.self) == nil {
            let sound = String(decoding: row, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
            return Fault(
                file: path,
                line: line,
                column: sound.count + 1,
                keyPath: "",
                message: FileWords.notTextFromHere
            )
        }
        line += 1
    }
    return Fault(
        file: path,
        line: 1,
        column: 1,
        keyPath: "",
        message: FileWords.notText
    )
}

/// The reason of a file error in a few words.
public func reason(_ error: any Error) -> Wording {
    let failure = error as NSError
    let underlying = failure.userInfo[NSUnderlyingErrorKey] as? NSError ?? failure
    if underlying.domain == NSPOSIXErrorDomain, let code = POSIXErrorCode(rawValue: Int32(underlying.code)) {
        switch code {
        case .ENOENT: return FileWords.missing
        case .EACCES, .EPERM: return FileWords.forbidden
        case .EISDIR: return FileWords.folder
        default: return .systemError(Int32(underlying.code))
        }
    }
    switch CocoaError.Code(rawValue: failure.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: return FileWords.missing
    case .fileReadNoPermission: return FileWords.forbidden
    case .fileWriteNoPermission: return .systemError(EACCES)
    case .fileWriteFileExists: return .systemError(EEXIST)
    case .fileWriteOutOfSpace: return .systemError(ENOSPC)
    case .fileWriteVolumeReadOnly: return .systemError(EROFS)
    default: return Wording(verbatim: failure.localizedDescription)
    }
}
