import Foundation
import Glibc
import Invitees
import Sheets
import Store
import Wording

/// A file that a command reads, an import or a returned mail: by its path, or standard input.
struct ImportSource {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Its bytes; of one that is larger than the limit so many as show that, and no more.
    func bytes(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        if try pieces(limit: limit, { bytes += $0 }) { return bytes }
        return [UInt8](repeating: 0, count: limit + 1)
    }

    /// Gives its bytes piece by piece.
    ///
    /// - Parameters:
    ///   - limit: of a file that is larger nothing is read, of a pipe no more than that.
    ///   - take: is given each piece.
    /// - Returns: whether that is all of it.
    /// - Throws: where it cannot be read, or what `take` throws.
    func pieces(limit: Int, _ take: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { if descriptor != 0 { close(descriptor) } }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) > limit {
            return false
        }
        var left = limit
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            guard count > 0 else { return true }
            left -= count
            guard left >= 0 else { return false }
            try take(buffer[..<count])
        }
    }

    /// Hands over its bytes as they are asked for: standard input, and what is no file, is written into a scratch file
    /// first.
    func withBytes<Result>(limit: Int, _ body: (ByteSource) throws -> Result) throws -> Result {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { if descriptor != 0 { close(descriptor) } }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            lseek(descriptor, 0, SEEK_CUR) == 0
        {
            return try body(ByteSource(descriptor: descriptor, count: Int(status.st_size)))
        }
        let scratch = try ScratchFile.open()
        defer { close(scratch) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while total <= limit {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            guard count > 0 else { break }
            var written = 0
            while written < count {
                let part = buffer.withUnsafeBytes { bytes in
                    bytes.baseAddress.map { write(scratch, $0 + written, count - written) } ?? 0
                }
                if part < 0, errno == EINTR { continue }
                guard part > 0 else { throw SheetError.noScratch(errno) }
                written += part
            }
            total += count
        }
        return try body(ByteSource(descriptor: scratch, count: total))
    }

    private func failure(_ problem: Int32) -> Failure {
        Failure(.noInput, "\(path): " + .systemError(problem))
    }
}

extension InviteeColumns {
    /// The columns that a file has.
    init(_ file: InviteeFile) {
        let names = file.columns.map(\.name)
        self.init(
            Set(names.compactMap(Column.init)),
            details: names.filter { $0.hasPrefix("details.") }.map { String($0.dropFirst(8)) }
        )
    }
}

extension InviteeRecord {
    /// A row of the file as the database takes it.
    init(_ row: InviteeFile.Row) {
        self.init(email: row.email)
        secondEmail = row.secondEmail
        name = row.name
        organization = row.organization
        position = row.position
        region = row.region
        language = row.language
        timeZone = row.timeZone
        details = row.detailsJSON
    }
}
