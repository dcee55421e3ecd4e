internal import CLinux
internal import Glibc
internal import Wording

/// An open folder of a Maildir, such as `new`: links are not followed, and what it holds is read within bounds.
final class MaildirFolder {
    /// For faults.
    let path: String
    private let descriptor: Int32

    /// What was found under a name.
    enum Content {
        case message([UInt8], size: Int, modified: Int64)
        case gone
        case passedOver(Wording)
    }

    /// Opens a folder; `folder` nil: by its path, where links on the way are the administrator's affair.
    init(_ name: String, in folder: MaildirFolder? = nil) throws(MailboxFault) {
        path = folder.map { "\($0.path)/\(name)" } ?? name
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        descriptor =
            folder.map { openat($0.descriptor, name, flags | O_NOFOLLOW) } ?? Glibc.open(name, flags)
        guard descriptor >= 0 else {
            throw MailboxFault(.local, MailboxWords.noMaildir(path, .systemError(errno)))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Makes a folder within; nothing where it is there.
    func make(_ name: String) throws(MailboxFault) {
        guard mkdirat(descriptor, name, 0o700) != 0, errno != EEXIST else { return }
        throw MailboxFault(.local, MailboxWords.noMaildir("\(path)/\(name)", .systemError(errno)))
    }

    /// Makes an empty file within; nothing where it is there.
    func touch(_ name: String) {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
    }

    /// Files can be moved into it and out of it.
    func demandRights() throws(MailboxFault) {
        guard faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) != 0 else { return }
        throw MailboxFault(.local, MailboxWords.cannotMoveFile(path, .systemError(errno)))
    }

    /// Is given every name in it but `.` and `..`, in no order.
    func list(_ take: (String) -> Void) throws(MailboxFault) {
        // A descriptor of its own: where it stands in the folder belongs to it.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy), let offset = MemoryLayout<dirent>.offset(of: \.d_name)
        else {
            let number = errno
            if copy >= 0 { close(copy) }
            throw MailboxFault(.local, MailboxWords.noMaildir(path, .systemError(number)))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            let text = String(cString: name)
            if text != ".", text != ".." { take(text) }
        }
    }

    /// Reads the beginning of a file.
    func read(_ name: String, most: Int) -> Content {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return Self.failure() }
        // Looked at before it is opened: opening a device may do something.
        guard status.st_mode & S_IFMT == S_IFREG else { return .passedOver(MailboxWords.noPlainFile) }
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { return Self.failure() }
        defer { close(file) }
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .passedOver(MailboxWords.noPlainFile)
        }
        var bytes: [UInt8] = []
        var number: Int32 = 0
        while bytes.count < most, number == 0 {
            let count = min(most - bytes.count, 65_536)
            let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let result = Glibc.read(file, buffer.baseAddress, count)
                if result < 0 { number = errno }
                filled = max(0, result)
            }
            if number == EINTR {
                number = 0
                continue
            }
            if chunk.isEmpty { break }
            bytes += chunk
        }
        guard number == 0 else { return .passedOver(MailboxWords.unreadable(.systemError(number))) }
        let modified = Int64(status.st_mtim.tv_sec) &* 1000 &+ Int64(status.st_mtim.tv_nsec) / 1_000_000
        return .message(bytes, size: max(Int(status.st_size), bytes.count), modified: modified)
    }

    private static func failure() -> Content {
        errno == ENOENT ? .gone : .passedOver(MailboxWords.unreadable(.systemError(errno)))
    }

    /// What came of moving a file.
    enum Move: Hashable {
        case done
        case gone
        case taken
    }

    /// Moves a file to a name that is not taken.
    func move(_ name: String, to target: MaildirFolder, as newName: String) throws(MailboxFault) -> Move {
        var result = rename_without_replacing(descriptor, name, target.descriptor, newName)
        if result != 0, errno == EINVAL || errno == ENOSYS {
            // A file system that cannot look and move in one: look first.
            if faccessat(target.descriptor, newName, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { return .taken }
            result = renameat(descriptor, name, target.descriptor, newName)
        }
        if result == 0 { return .done }
        switch errno {
        case ENOENT: return .gone
        case EEXIST: return .taken
        default:
            throw MailboxFault(.local, MailboxWords.cannotMoveFile("\(path)/\(name)", .systemError(errno)))
        }
    }

    /// What was moved into or out of it stays so, whatever happens to the machine.
    func synchronize() { fsync(descriptor) }
}
