import Glibc

/// Rights that a program started by root gives up.
public enum Privileges {
    /// Makes a process of root's one of whoever owns a file, or its folder where the file is root's or is not there.
    ///
    /// For good, and with the owner's groups alone. A process that is not root's stays what it is; so does one
    /// where root owns both.
    /// - Returns: false, with `errno`, where that does not go.
    public static func becomeOwner(of path: String) -> Bool {
        guard geteuid() == 0 else { return true }
        guard let owner = owner(of: path) else { return true }
        let areGroups =
            if let name = getpwuid(owner.user)?.pointee.pw_name {
                initgroups(name, owner.group) == 0
            } else {
                setgroups(0, nil) == 0
            }
        return areGroups && setgid(owner.group) == 0 && setuid(owner.user) == 0
    }

    /// Gives a file that is root's to the owner of its folder, as root alone can.
    ///
    /// A plain file in its own right: a link is left alone, and so is what has another name elsewhere, for its folder's
    /// owner may have put either there.
    /// - Returns: whether the file changed hands.
    @discardableResult
    public static func giveToFolderOwner(_ path: String) -> Bool {
        guard geteuid() == 0, let owner = owner(of: path) else { return false }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == 0,
            status.st_nlink == 1
        else { return false }
        return fchown(descriptor, owner.user, owner.group) == 0
    }

    /// Who is to own a file: whoever owns it, or its folder; nil where both are root's.
    static func owner(of path: String) -> (user: uid_t, group: gid_t)? {
        var status = stat()
        // A link is whoever's who put it there: root does not go where it leads.
        if lstat(path, &status) == 0, status.st_uid != 0 { return (status.st_uid, status.st_gid) }
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard stat(folder, &status) == 0, status.st_uid != 0 else { return nil }
        return (status.st_uid, status.st_gid)
    }
}
