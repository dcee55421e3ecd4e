/// A short cut past the templates: gives letters of which it is known that the templates would give the same.
///
/// The renderer is complete without one: where a short cut never has a letter, every letter is the same, and slower.
protocol LetterShortcut: AnyObject {
    /// The letter; nil where it is to be rendered.
    func letter(_ choice: TemplateChoice, _ names: LetterVariables) -> RenderedLetter?

    /// A letter was rendered, as the recording tells: others like it may be had from this from now on.
    func learn(
        _ letter: RenderedLetter,
        _ recording: RenderRecording,
        _ choice: TemplateChoice,
        _ names: LetterVariables
    )

    /// How it has served.
    var uses: ShortcutUses { get }
}

/// How a short cut has served, counted in letters.
struct ShortcutUses: Equatable {
    /// Had from it.
    var hits = 0
    /// Looked for in vain.
    var misses = 0
    /// Not looked for, since that did not pay.
    var passed = 0
}
