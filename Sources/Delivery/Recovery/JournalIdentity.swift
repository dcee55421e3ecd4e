import Glibc
import Wording

/// Which database, which boot of the machine and which file a delivery journal belongs to.
struct JournalIdentity: Sendable, Equatable {
    /// The database's epoch: drawn anew whenever a database is first used or found to be restored; 32 bytes.
    var epoch: [UInt8]
    /// The kernel's boot id, 36 bytes.
    var boot: [UInt8]
    /// The database's file: a copy is another.
    var database: FileIdentity

    init(epoch: String, databasePath: String) {
        self.epoch = Self.fixed(Array(epoch.utf8), 32)
        boot = Self.currentBoot()
        database = FileIdentity(path: databasePath)
    }

    init(from raw: UnsafeRawPointer) {
        epoch = Array(UnsafeRawBufferPointer(start: raw, count: 32))
        boot = Array(UnsafeRawBufferPointer(start: raw + 32, count: 36))
        database = FileIdentity(
            inode: raw.loadUnaligned(fromByteOffset: 72, as: UInt64.self),
            birth: raw.loadUnaligned(fromByteOffset: 88, as: Int64.self)
        )
    }

    func store(at raw: UnsafeMutableRawPointer) {
        epoch.withUnsafeBytes { raw.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(raw), byteCount: 32) }
        boot.withUnsafeBytes {
            (raw + 32).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(raw), byteCount: 36)
        }
        raw.storeBytes(of: database.inode, toByteOffset: 72, as: UInt64.self)
        raw.storeBytes(of: database.birth, toByteOffset: 88, as: Int64.self)
    }

    /// The kernel's id of this boot; zeros where it cannot be read.
    static func currentBoot() -> [UInt8] {
        let descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return fixed([], 36) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 36)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, 36) }
        return fixed(Array(bytes.prefix(max(0, count))), 36)
    }

    private static func fixed(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        Array(bytes.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - bytes.count))
    }
}

/// Whether a database is the one that this machine last wrote.
enum Provenance: Equatable, Sendable {
    /// Never used for sending.
    case fresh
    /// The one that this machine last wrote.
    case continued
    /// Restored from a backup, or a second copy; the sentence says how it shows.
    case restored(Wording)

    /// Compares what the database says of itself with the record kept outside it, and with the last commit that the
    /// folder knows of (`witnessed`).
    static func judge(
        epoch: String?,
        sequence: Int64,
        record: JournalRecord?,
        witnessed: Int64? = nil,
        identity: JournalIdentity
    ) -> Self {
        guard let epoch else { return .fresh }
        if let witnessed, witnessed > sequence { return .older(than: witnessed, standsAt: sequence) }
        let isOwn = record?.identity.epoch == JournalIdentity(epoch: epoch, databasePath: "").epoch
        // A copy made before anything was sent looks fresh by itself: the record alone knows of what came after it.
        guard sequence > 0 || isOwn else { return .fresh }
        guard let record else {
            return .restored(
                Wording(
                    ru: "рядом с базой, которая уже отправляла, нет записи о передачах",
                    en: "no flight record lies beside a database that has already sent"
                )
            )
        }
        guard isOwn else {
            return .restored(
                Wording(
                    ru: "запись о передачах — от другой базы",
                    en: "the flight record belongs to another database"
                )
            )
        }
        if record.sequence > sequence { return .older(than: record.sequence, standsAt: sequence) }
        if !record.identity.database.isSame(as: identity.database) {
            return .restored(
                Wording(
                    ru: "файл базы — копия того, в который писали последним",
                    en: "the database file is a copy of the one that was written last"
                )
            )
        }
        // Each start makes the record anew and notes in it which file it is: one that is another was put there.
        if record.isCopied {
            return .restored(
                Wording(
                    ru: "запись о передачах восстановили или скопировали вместе с ней",
                    en: "the flight record beside it was restored or copied with it"
                )
            )
        }
        return .continued
    }

    private static func older(than made: Int64, standsAt sequence: Int64) -> Self {
        .restored(
            Wording(
                ru: "в базе \(sequence) записанных изменений, а было \(made): это более старая копия",
                en:
                    "the database stands at commit \(sequence), but commit \(made) was made: it is an older copy"
            )
        )
    }
}
