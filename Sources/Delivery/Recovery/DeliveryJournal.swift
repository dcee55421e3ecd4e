import Glibc
import Service
import Store

/// A small file beside the database, mapped into memory, that outlives the process.
///
/// The database knows which messages were claimed; only this file knows how far each transfer had got when the
/// process was killed, because a store into mapped memory costs no system call and survives `kill -9` (the kernel
/// holds the page). It does not survive a power cut: then the boot id differs and every claimed message is in doubt.
/// Its counter also tells a database that was restored from a backup: the file then remembers a later commit. Where
/// both were restored together, the file gives itself away: it says which file it is, and is another one.
///
/// Sendable: a slot has one owner at a time, handed over under the ready queue's lock; the header is written by the
/// queue manager's thread alone.
final class DeliveryJournal: @unchecked Sendable {
    /// How many messages can be between claim and recorded outcome at once.
    static let slotCount = 2048

    private static let magic: UInt64 = 0x3550_4C46_4B54_5356  // "VSTKFLP5"
    /// Magic at 0; at 8 the identity, but for how the run ended at 76 and the sequence at 88; at 104 which file this
    /// is; at 120 the message in hand.
    private static let headerSize = 128
    /// Message at 0, claim at 8, mark at 16, relay at 24; what was answered from 32; the letter's mark from 1216.
    private static let slotSize = 1240
    private static let letterOffset = 1216
    private static let replyOffset = 32
    private static var fileSize: Int { headerSize + slotCount * slotSize }

    private let base: UnsafeMutableRawPointer
    private let witness: CommitWitness?
    private var marksCrashes = false

    /// Starts a new page for this run, in place of what lies at `path`.
    ///
    /// It takes that place whole or not at all: killed meanwhile, the next start finds the earlier record.
    init(
        path: String,
        identity: JournalIdentity,
        sequence: Int64,
        witness: CommitWitness? = nil
    ) throws(EngineError) {
        self.witness = witness
        let new = path + "-new"
        // Left by a start that was killed, it would not be a new file.
        unlink(new)
        let descriptor = open(new, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .file(new, errno) }
        defer { close(descriptor) }
        guard posix_fallocate(descriptor, 0, off_t(Self.fileSize)) == 0 else { throw .file(path, ENOSPC) }
        guard let mapped = mmap(nil, Self.fileSize, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            mapped != MAP_FAILED
        else { throw .file(path, errno) }
        base = mapped
        base.storeBytes(of: Self.magic, as: UInt64.self)
        identity.store(at: base + 8)
        base.storeBytes(of: sequence, toByteOffset: 88, as: Int64.self)
        let own = FileIdentity(descriptor: descriptor)
        base.storeBytes(of: own.inode, toByteOffset: 104, as: UInt64.self)
        base.storeBytes(of: own.birth, toByteOffset: 112, as: Int64.self)
        msync(base, Self.fileSize, MS_SYNC)
        guard fsync(descriptor) == 0, rename(new, path) == 0 else { throw .file(path, errno) }
        witness?.note(sequence)
    }

    deinit {
        if marksCrashes { CrashMark.forget() }
        msync(base, Self.fileSize, MS_SYNC)
        munmap(base, Self.fileSize)
    }

    /// The number of the last commit that recorded an outcome; the same number stands in the database.
    var sequence: Int64 {
        get { base.load(fromByteOffset: 88, as: Int64.self) }
        set {
            base.storeBytes(of: newValue, toByteOffset: 88, as: Int64.self)
            witness?.note(newValue)
        }
    }

    /// The message that the session thread is working on at this moment: its letter is being made, or its reply read;
    /// 0 for none.
    ///
    /// Should the process die meanwhile, that message is the likeliest cause. Of the session thread alone.
    var inHand: Int64 {
        get { base.load(fromByteOffset: 120, as: Int64.self) }
        set { base.storeBytes(of: newValue, toByteOffset: 120, as: Int64.self) }
    }

    /// Notes that the message in hand has been so for long; of the engine's thread alone.
    func noteStall() {
        base.storeBytes(of: UInt32(truncatingIfNeeded: inHand), toByteOffset: Self.ending, as: UInt32.self)
    }

    /// From here on a fault of the program's own is noted as it dies.
    func markCrashes() {
        marksCrashes = true
        CrashMark.install(
            at: (base + Self.ending).assumingMemoryBound(to: UInt32.self),
            value: JournalRecord.crashed
        )
    }

    /// Where it stands how the run ended: ``JournalRecord/crashed``, or the end of the number of a message that was
    /// long in hand.
    private static let ending = 76

    /// Notes which letter was made for the message of a slot.
    func made(slot: Int, _ letter: LetterMark) {
        let at = offset(slot) + Self.letterOffset
        base.storeBytes(of: letter.madeAt, toByteOffset: at, as: Int64.self)
        base.storeBytes(of: letter.edition ?? 0, toByteOffset: at + 8, as: Int64.self)
        base.storeBytes(of: letter.checksum, toByteOffset: at + 16, as: Int64.self)
    }

    /// The letter that was made last for the message of a slot.
    func letter(slot: Int) -> LetterMark { Self.letter(at: base + offset(slot)) }

    private static func letter(at slot: UnsafeRawPointer) -> LetterMark {
        let edition = slot.load(fromByteOffset: letterOffset + 8, as: Int64.self)
        return LetterMark(
            madeAt: slot.load(fromByteOffset: letterOffset, as: Int64.self),
            edition: edition == 0 ? nil : edition,
            checksum: slot.load(fromByteOffset: letterOffset + 16, as: Int64.self)
        )
    }

    /// Marks that the end of data of `message` is about to be handed to the kernel, on its way to `relay`.
    func endOfDataGoes(slot: Int, message: Int64, claim: Int64, relay: RelayMark = .unknown) {
        let at = offset(slot)
        base.storeBytes(of: message, toByteOffset: at, as: Int64.self)
        base.storeBytes(of: claim, toByteOffset: at + 8, as: Int64.self)
        base.storeBytes(of: relay.number, toByteOffset: at + 24, as: UInt64.self)
        base.storeBytes(of: JournalTrace.Mark.endOfDataSent.rawValue, toByteOffset: at + 16, as: UInt32.self)
    }

    /// Marks what a delivery has come to, which is not yet recorded: the mark goes last.
    func answered(
        slot: Int,
        message: Int64,
        claim: Int64,
        relay: RelayMark = .unknown,
        reply: JournalReply
    ) {
        let at = offset(slot)
        reply.store(at: base + at + Self.replyOffset)
        base.storeBytes(of: message, toByteOffset: at, as: Int64.self)
        base.storeBytes(of: claim, toByteOffset: at + 8, as: Int64.self)
        base.storeBytes(of: relay.number, toByteOffset: at + 24, as: UInt64.self)
        base.storeBytes(of: JournalTrace.Mark.answered.rawValue, toByteOffset: at + 16, as: UInt32.self)
    }

    /// Frees a slot after its outcome stands in the database, or when nothing had gone.
    func clear(slot: Int) {
        base.storeBytes(of: JournalTrace.Mark.none.rawValue, toByteOffset: offset(slot) + 16, as: UInt32.self)
    }

    private func offset(_ slot: Int) -> Int {
        precondition((0..<Self.slotCount).contains(slot), "slots are given out by the ready queue")
        return Self.headerSize + slot * Self.slotSize
    }

    /// What an earlier run left at `path`; nil when there is no readable record.
    static func read(path: String) -> JournalRecord? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: fileSize)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, fileSize, 0) }
        guard count == fileSize else { return nil }
        let file = FileIdentity(descriptor: descriptor)
        return bytes.withUnsafeBytes { raw -> JournalRecord? in
            guard let base = raw.baseAddress, raw.load(as: UInt64.self) == magic else {
                return nil
            }
            let stated = FileIdentity(
                inode: raw.load(fromByteOffset: 104, as: UInt64.self),
                birth: raw.load(fromByteOffset: 112, as: Int64.self)
            )
            var traces: [JournalKey: JournalTrace] = [:]
            var relays: [JournalKey: RelayMark] = [:]
            var letters: [JournalKey: LetterMark] = [:]
            for slot in 0..<slotCount {
                let at = headerSize + slot * slotSize
                let key = JournalKey(
                    message: raw.load(fromByteOffset: at, as: Int64.self),
                    claim: raw.load(fromByteOffset: at + 8, as: Int64.self)
                )
                switch JournalTrace.Mark(rawValue: raw.load(fromByteOffset: at + 16, as: UInt32.self)) {
                case .endOfDataSent: traces[key] = .endOfDataSent
                case .answered:
                    // What cannot be read leaves the same doubt as no answer.
                    traces[key] =
                        JournalReply(from: base + at + replyOffset).map { .answered($0) } ?? .endOfDataSent
                case nil, .some(.none): continue
                }
                letters[key] = letter(at: base + at)
                relays[key] = RelayMark(number: raw.load(fromByteOffset: at + 24, as: UInt64.self))
            }
            return JournalRecord(
                identity: JournalIdentity(from: base + 8),
                sequence: raw.load(fromByteOffset: 88, as: Int64.self),
                traces: traces,
                relays: relays,
                letters: letters,
                inHand: raw.load(fromByteOffset: 120, as: Int64.self),
                ending: raw.load(fromByteOffset: ending, as: UInt32.self),
                isCopied: !stated.isSame(as: file)
            )
        }
    }
}
