/// The finder of a folder's next messages: a few hundred at a time, however many there are and however far apart
/// their numbers lie.
///
/// It asks for ranges of numbers. A range that turns out empty makes the next one wider, one with too many narrower; of
/// too many, those with the lowest numbers are kept.
struct Listing {
    /// A message as the folder lists it.
    struct Entry: Hashable {
        var uid: UInt32
        var size: Int?
        var flags: Set<String>
    }

    /// As many entries are kept at once.
    static let most = 500
    /// How wide the first range is.
    static let firstWidth: UInt32 = 1000

    /// Every message up to this one has been listed.
    private(set) var cursor: UInt32
    private var width = Listing.firstWidth
    /// The highest number that is known to be in use.
    private var highest: UInt32
    /// The range that was asked for; without an upper bound up to the last message.
    private var asked: (first: UInt32, last: UInt32?)?
    private var found: [Entry] = []
    private var isFull = false

    /// Begins behind a message.
    init(after cursor: UInt32, highest: UInt32) {
        self.cursor = cursor
        self.highest = highest
    }

    /// What is to be asked; nil where no number is left.
    mutating func question(exists: UInt32) -> Command? {
        guard exists > 0, cursor < .max else { return nil }
        let first = cursor + 1
        let (end, isBeyond) = cursor.addingReportingOverflow(width)
        let isLast = exists <= Self.firstWidth || isBeyond || end >= highest
        asked = (first, isLast ? nil : end)
        (found, isFull) = ([], false)
        return .list(from: first, through: isLast ? nil : end)
    }

    /// Takes what is told of a message.
    mutating func take(_ fetch: Response.Fetch) {
        guard let asked, let uid = fetch.uid, uid >= asked.first, uid <= asked.last ?? .max else { return }
        if found.count == Self.most, let last = found.last, uid > last.uid {
            isFull = true
            return
        }
        // From the end: servers tell of messages in the order of their numbers.
        let place = found.lastIndex { $0.uid < uid }.map { $0 + 1 } ?? 0
        if place < found.count, found[place].uid == uid {
            // Told twice: a flag has just changed.
            if let flags = fetch.flags { found[place].flags = flags }
            if let size = fetch.size { found[place].size = size }
            return
        }
        if found.count == Self.most {
            isFull = true
            found.removeLast()
        }
        found.insert(Entry(uid: uid, size: fetch.size, flags: fetch.flags ?? []), at: place)
    }

    /// The answer is complete.
    ///
    /// - Returns: what it told, in the order of the numbers, and whether there is nothing behind it.
    mutating func finish() -> (entries: [Entry], isEnd: Bool) {
        guard let asked else { return ([], true) }
        defer { (self.asked, found) = (nil, []) }
        let last = found.last?.uid ?? cursor
        highest = max(highest, last)
        if isFull {
            cursor = last
            width = max(Self.firstWidth / 2, width / 2)
            return (found, false)
        }
        if found.count < Self.most / 4 { width = width > .max / 4 ? .max : width * 4 }
        cursor = asked.last ?? max(cursor, last)
        return (found, asked.last == nil)
    }
}
