/// The forms of a press, by what each is good for.
final class FormCabinet {
    private struct Key: Hashable {
        let assignment: Int
        let shared: Int
        let kind: Person.Kind
    }

    /// More forms, or shelves, than this and the cabinet is emptied: a form of a long letter takes up fifty kilobytes.
    private static let limit = 128

    private var shelves: [Key: FormShelf] = [:]
    private var count = 0

    /// The forms for letters of an assignment that the event gives these names.
    func shelf(for assignment: Assignment, _ names: LetterNames) -> FormShelf {
        let key = Key(
            assignment: assignment.number,
            shared: names.shared.number,
            kind: names.person.person.kind
        )
        if let known = shelves[key] { return known }
        if shelves.count >= Self.limit { empty() }
        let shelf = FormShelf()
        shelves[key] = shelf
        return shelf
    }

    /// Keeps a form that was made from a letter, if it gives that letter.
    func add(_ form: LetterForm?, to shelf: FormShelf, for names: LetterNames, equalTo sheet: Sheet) {
        if count >= Self.limit { empty() }
        if shelf.add(form, for: names, equalTo: sheet) { count += 1 }
    }

    private func empty() {
        for shelf in shelves.values { shelf.empty() }
        shelves.removeAll(keepingCapacity: true)
        count = 0
    }
}

/// Forms of one draft, which differ in what the readers' rows hold.
final class FormShelf {
    /// Forms at most.
    private static let limit = 16

    private var forms: [LetterForm] = []

    /// The letter by the first form that fits; nil for none.
    func sheet(_ names: LetterNames) -> Sheet? {
        for index in forms.indices {
            guard let sheet = forms[index].sheet(names) else { continue }
            // What is used often moves to the front.
            if index > 0 { forms.swapAt(index, index - 1) }
            return sheet
        }
        return nil
    }

    /// Keeps a form that was made from a letter, if it gives that letter; tells whether there is a form more.
    fileprivate func add(_ form: LetterForm?, for names: LetterNames, equalTo sheet: Sheet) -> Bool {
        guard let form, let again = form.sheet(names), again.subject.hasBytes(of: sheet.subject),
            again.preheader.hasBytes(of: sheet.preheader), again.html.bytes == sheet.html.bytes,
            again.text.bytes == sheet.text.bytes
        else { return false }
        let isFull = forms.count >= Self.limit
        if isFull { forms.removeLast() }
        forms.append(form)
        return !isFull
    }

    fileprivate func empty() { forms.removeAll() }
}

/// Whether forms pay for the letters of an assignment: making one takes as long as setting several letters from their
/// templates, and where no two letters are alike, as with changes that each reader made, it is in vain.
struct FormAccount {
    /// So many forms are made on trust.
    private static let trust = 32
    /// After so many letters without forms they get another chance.
    private static let pause = 4096

    private var made = 0
    private var used = 0
    private var without = 0

    /// Whether a letter should be looked for among the forms, and a form be made of it.
    var pays: Bool { made < Self.trust || used > made * 4 }

    /// A form served for a letter.
    mutating func use() { used += 1 }

    /// A form was made of a letter.
    mutating func make() { made += 1 }

    /// A letter was set without looking for a form.
    mutating func pass() {
        without += 1
        if without >= Self.pause { self = FormAccount() }
    }
}
