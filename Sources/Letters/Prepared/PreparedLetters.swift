/// A cache of prepared letters, by what each is good for.
///
/// Nothing but the renderer's `shortcut` knows of this folder: without it every letter is the same, and slower.
final class PreparedLetters: LetterShortcut {
    private struct Key: Hashable {
        let choice: Int
        let shared: Int
        let kind: Person.Kind
    }

    /// More letters, or keys, than this and the cache is emptied: what was prepared of a long letter takes up fifty
    /// kilobytes.
    private static let limit = 128
    /// Longer letters, in bytes, are not prepared.
    private static let longest = 200_000

    private var variantsByKey: [Key: PreparedVariants] = [:]
    private var count = 0
    /// By the number of the template choice.
    private var policies: [PreparationPolicy] = []
    /// Whether every letter is prepared, whether or not that pays.
    private let preparesAll: Bool
    private(set) var uses = ShortcutUses()

    /// An empty cache; `preparesAll` says that every letter is prepared, whether or not that pays.
    init(preparesAll: Bool = false) { self.preparesAll = preparesAll }

    func letter(_ choice: TemplateChoice, _ names: LetterVariables) -> RenderedLetter? {
        if policies.count <= choice.number {
            let missing = choice.number + 1 - policies.count
            policies += [PreparationPolicy](repeating: PreparationPolicy(), count: missing)
        }
        guard policies[choice.number].pays || preparesAll else {
            policies[choice.number].pass()
            uses.passed += 1
            return nil
        }
        guard let letter = variantsByKey[key(choice, names)]?.rendered(names) else {
            uses.misses += 1
            return nil
        }
        policies[choice.number].use()
        uses.hits += 1
        return letter
    }

    func learn(
        _ letter: RenderedLetter,
        _ recording: RenderRecording,
        _ choice: TemplateChoice,
        _ names: LetterVariables
    ) {
        // What few other letters will be like is not worth a prepared letter, nor the room that it takes.
        guard policies.indices.contains(choice.number), policies[choice.number].pays || preparesAll,
            letter.html.count + letter.text.count <= Self.longest
        else { return }
        policies[choice.number].make()
        let key = key(choice, names)
        if variantsByKey[key] == nil && variantsByKey.count >= Self.limit || count >= Self.limit { empty() }
        let variants = variantsByKey[key] ?? PreparedVariants()
        variantsByKey[key] = variants
        if variants.add(recording.prepared(names), for: names, equalTo: letter) { count += 1 }
    }

    private func key(_ choice: TemplateChoice, _ names: LetterVariables) -> Key {
        Key(choice: choice.number, shared: names.shared.number, kind: names.person.person.kind)
    }

    private func empty() {
        for variants in variantsByKey.values { variants.empty() }
        variantsByKey.removeAll(keepingCapacity: true)
        count = 0
    }
}

/// Prepared letters of one draft, which differ in what the readers' rows hold.
final class PreparedVariants {
    /// Prepared letters at most.
    private static let limit = 16

    private var forms: [PreparedLetter] = []

    /// The letter by the first prepared letter that fits; nil for none.
    func rendered(_ names: LetterVariables) -> RenderedLetter? {
        for index in forms.indices {
            guard let rendered = forms[index].rendered(names) else { continue }
            // What is used often moves to the front.
            if index > 0 { forms.swapAt(index, index - 1) }
            return rendered
        }
        return nil
    }

    /// Keeps a prepared letter that was made from a letter, if it gives that letter; tells whether there is a
    /// prepared letter more.
    fileprivate func add(
        _ form: PreparedLetter?,
        for names: LetterVariables,
        equalTo rendered: RenderedLetter
    ) -> Bool {
        guard let form, let again = form.rendered(names), again.subject.hasBytes(of: rendered.subject),
            again.preheader.hasBytes(of: rendered.preheader), again.html.bytes == rendered.html.bytes,
            again.text.bytes == rendered.text.bytes
        else { return false }
        let isFull = forms.count >= Self.limit
        if isFull { forms.removeLast() }
        forms.append(form)
        return !isFull
    }

    fileprivate func empty() { forms.removeAll() }
}

/// The policy of preparing: whether it pays for the letters of a template choice.
///
/// Preparing one takes as long as rendering several letters from their templates, and where no two letters are alike,
/// as with changes that each reader made, it is in vain.
struct PreparationPolicy {
    /// So many letters are prepared on trust.
    private static let trust = 32
    /// After so many letters without prepared letters they get another chance.
    private static let pause = 4096

    private var made = 0
    private var used = 0
    private var without = 0

    /// Whether a letter should be looked for among the prepared letters, and a prepared letter be made of it.
    var pays: Bool { made < Self.trust || used > made * 4 }

    /// A prepared letter served for a letter.
    mutating func use() { used += 1 }

    /// A letter was prepared.
    mutating func make() { made += 1 }

    /// A letter was rendered without looking for a prepared one.
    mutating func pass() {
        without += 1
        if without >= Self.pause { self = PreparationPolicy() }
    }
}
