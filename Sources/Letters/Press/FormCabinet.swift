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
    private var made = 0
    private var used = 0

    /// The letter by the first form that fits; nil for none.
    func sheet(_ names: LetterNames) -> Sheet? {
        for index in forms.indices {
            guard let sheet = forms[index].sheet(names) else { continue }
            used += 1
            // What is used often moves to the front.
            if index > 0 { forms.swapAt(index, index - 1) }
            return sheet
        }
        return nil
    }

    /// Whether forms have paid so far: where no two letters are alike, making them would be in vain.
    var wantsForms: Bool { made < Self.limit || used > made * 8 }

    /// Keeps a form that was made from a letter, if it gives that letter; tells whether there is a form more.
    fileprivate func add(_ form: LetterForm?, for names: LetterNames, equalTo sheet: Sheet) -> Bool {
        made += 1
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
