internal import Glibc
internal import Service
internal import Wording

/// A Maildir as a source of messages: a mail server on this machine delivers to it.
///
/// Read are the files of `new`, and those of `cur` that nobody has seen; where messages are moved away, all of both. A
/// message is taken by its name once it is recorded: into `cur` with the mark S, or into another folder.
///
/// Lives on one thread.
final class MaildirSource: MailSource {
    /// As many names are kept at once.
    static let mostNames = 500
    /// Of so many names it is remembered that they were told of.
    private static let mostTold = 1000

    private let path: String
    private let place: MailboxPlace
    private let wakeUp: WakeUp

    private var folders: [MaildirFolder] = []
    private var target: MaildirFolder?
    private var watch: FolderWatch?
    private var waiting: [(folder: Int, name: MaildirName)] = []
    /// Where the messages of the last batch lay.
    private var located: [String: (folder: Int, name: MaildirName)] = [:]
    /// Up to which name of which folder this look has come; nil before it begins.
    private var cursor: (folder: Int, name: String)?
    private var passedOver: [PassedOver] = []
    private var told: Set<String> = []

    init(_ path: String, _ place: MailboxPlace, wakeUp: WakeUp) {
        self.path = path
        self.place = place
        self.wakeUp = wakeUp
    }

    var isWatching: Bool { watch != nil }

    func open(_ memory: MailboxMemory) throws(MailboxFault) {
        let root = try MaildirFolder(path)
        folders = [try MaildirFolder("new", in: root), try MaildirFolder("cur", in: root)]
        if case .move(let name) = place.afterwards { target = try Self.folder(name, in: root) }
        // Where the system can watch no more folders, it is looked at now and then.
        watch = try? FolderWatch(folders.map(\.path))
    }

    /// The folder's part for what has been seen; made where it is missing, as Maildir++ wants it.
    private static func folder(_ name: String, in root: MaildirFolder) throws(MailboxFault) -> MaildirFolder {
        guard let directory = FolderName.directory(name) else {
            throw MailboxFault(.local, MailboxWords.cannotMove(to: name, ""))
        }
        try root.make(directory)
        let folder = try MaildirFolder(directory, in: root)
        for part in ["tmp", "new", "cur"] { try folder.make(part) }
        folder.touch("maildirfolder")
        return try MaildirFolder("cur", in: folder)
    }

    func close() {
        (folders, target, watch, waiting, located, cursor) = ([], nil, nil, [], [:], nil)
    }

    func takePassedOver() -> [PassedOver] {
        defer { passedOver = [] }
        return passedOver
    }

    func next(_ memory: MailboxMemory) throws(MailboxFault) -> MailboxBatch? {
        let unsettled = Set(memory.unsettled)
        located = [:]
        var messages: [FetchedMessage] = []
        var bytes = 0
        while messages.count < BatchLimit.messages, bytes < BatchLimit.bytes {
            if waiting.isEmpty {
                guard messages.isEmpty, try list() else { break }
            }
            guard !waiting.isEmpty else { continue }
            let (folder, name) = waiting.removeFirst()
            let key = MessageKey.file(name.unique)
            guard !unsettled.contains(key), !messages.contains(where: { $0.key == key }) else { continue }
            switch folders[folder].read(name.file, most: place.messageBytes) {
            case .message(let content, let size, let modified):
                messages.append(
                    FetchedMessage(
                        key: key,
                        bytes: content,
                        isTruncated: size > content.count,
                        size: size,
                        receivedAt: modified
                    )
                )
                bytes += content.count
                located[name.unique] = (folder, name)
            case .gone: break
            case .passedOver(let why): tell(folders[folder].path + "/" + name.file, why)
            }
        }
        return messages.isEmpty ? nil : MailboxBatch(messages: messages, bookmark: nil)
    }

    /// Looks for the next files; false where this look has come to its end.
    private func list() throws(MailboxFault) -> Bool {
        if cursor == nil {
            watch?.drain()
            cursor = (0, "")
        }
        while let (folder, name) = cursor, folders.indices.contains(folder) {
            var found: [MaildirName] = []
            var isFull = false
            let isNew = folder == 0
            try folders[folder].list { file in
                guard let candidate = MaildirName(file) else {
                    return tell(folders[folder].path + "/" + file, MailboxWords.badName)
                }
                guard candidate.file > name, isNew || isWanted(candidate) else { return }
                let place = found.firstIndex { candidate < $0 } ?? found.count
                if found.count == Self.mostNames {
                    isFull = true
                    guard place < found.count else { return }
                    found.removeLast()
                }
                found.insert(candidate, at: place)
            }
            cursor = isFull ? (folder, found.last?.file ?? name) : (folder + 1, "")
            waiting = found.map { (folder, $0) }
            if !waiting.isEmpty { return true }
        }
        cursor = nil
        return false
    }

    private func isWanted(_ name: MaildirName) -> Bool {
        !name.marks.contains("T") && (target != nil || !name.marks.contains("S"))
    }

    /// Tells of a file once.
    private func tell(_ path: String, _ why: Wording) {
        guard told.count < Self.mostTold, told.insert(path).inserted else { return }
        passedOver.append(PassedOver(path, why))
    }

    func settle(_ keys: [MessageKey]) throws(MailboxFault) -> [MessageKey] {
        guard !folders.isEmpty else { return [] }
        var wanted: Set<String> = []
        for case .file(let unique) in keys { wanted.insert(unique) }
        for (unique, place) in located where wanted.contains(unique) {
            if try settle(place.name, in: folders[place.folder]) { wanted.remove(unique) }
        }
        if !wanted.isEmpty { try search(wanted) }
        for folder in folders { folder.synchronize() }
        target?.synchronize()
        return keys
    }

    /// Settles files that mail programs have moved or marked since, or that an earlier run has read.
    private func search(_ wanted: Set<String>) throws(MailboxFault) {
        var found: [(MaildirFolder, MaildirName)] = []
        for folder in folders {
            try folder.list { file in
                guard let name = MaildirName(file), wanted.contains(name.unique) else { return }
                found.append((folder, name))
            }
        }
        for (folder, name) in found { _ = try settle(name, in: folder) }
    }

    /// Marks or moves a file; false where it is not there any more.
    private func settle(_ name: MaildirName, in folder: MaildirFolder) throws(MailboxFault) -> Bool {
        let cur = folders[folders.count - 1]
        if target == nil, folder === cur, name.marks.contains("S") { return true }
        // Two files of one name are against the rules; the second keeps its content under another one.
        for number in 0..<100 {
            switch try folder.move(name.file, to: target ?? cur, as: name.seen(number: number)) {
            case .done: return true
            case .gone: return false
            case .taken: continue
            }
        }
        throw MailboxFault(
            .local,
            MailboxWords.cannotMoveFile(folder.path + "/" + name.file, .systemError(EEXIST))
        )
    }

    /// What it shows of itself; nothing is changed.
    static func look(
        at path: String,
        _ afterwards: MailboxPlace.Afterwards
    ) throws(MailboxFault) -> MailboxProbe.Findings {
        let root = try MaildirFolder(path)
        var findings = MailboxProbe.Findings()
        let folders = [try MaildirFolder("new", in: root), try MaildirFolder("cur", in: root)]
        for folder in folders {
            try folder.list { if MaildirName($0) != nil { findings.messages += 1 } }
            try folder.demandRights()
        }
        findings.isWatching = (try? FolderWatch(folders.map(\.path))) != nil
        if case .move(let name) = afterwards {
            guard let directory = FolderName.directory(name) else {
                throw MailboxFault(.local, MailboxWords.cannotMove(to: name, ""))
            }
            findings.hasTarget = (try? MaildirFolder(directory, in: root)) != nil
        }
        return findings
    }

    func wait(until deadline: Duration) throws(MailboxFault) {
        guard !folders.isEmpty else { return }
        _ = wakeUp.wait(for: watch?.descriptor ?? -1, until: deadline)
    }
}
