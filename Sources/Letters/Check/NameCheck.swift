import Mustache
import Wording

/// Looks at the names that templates use, without any data.
struct NameCheck {
    let templateSet: TemplateSet
    let files: TemplateFiles

    /// Names that no letter knows, and partials that are not there.
    var findings: [Finding] {
        var found: [Finding] = []
        for (_, byLanguage) in templateSet.drafts.sorted(by: { $0.key < $1.key }) {
            for (language, draft) in byLanguage.sorted(by: { $0.key < $1.key }) {
                for template in draft.templates {
                    found += check(template, file: draft.file, language: language)
                }
            }
        }
        for (language, partials) in templateSet.partials.sorted(by: { $0.key < $1.key }) {
            for name in partials.names {
                guard let template = partials[name] else { continue }
                let file = files.shown("templates/_\(name).\(language).md")
                found += check(template, file: file, language: language)
            }
        }
        if files.bytes["layout.html"] != nil {
            let file = files.shown("layout.html")
            found += check(templateSet.layout, file: file, language: nil)
            if !templateSet.layout.names.contains(where: { $0.path == "body" && $0.kind == .raw }) {
                found.append(
                    .fault(
                        Wording(
                            ru: "\(file):1:1: нет {{{body}}}, места для письма",
                            en: "\(file):1:1: lacks {{{body}}}, where the letter goes"
                        )
                    )
                )
            }
        }
        return found
    }

    private func check(_ template: Template, file: String, language: String?) -> [Finding] {
        template.names.compactMap { use in
            let place = "\(file):\(use.line):\(use.column)"
            switch use.kind {
            case .dynamic: return nil
            case .partial, .parent:
                guard let language, templateSet.partials[language]?[use.path] == nil else { return nil }
                return .fault(
                    Wording(
                        ru: "\(place): нет файла templates/_\(use.path).\(language).md",
                        en: "\(place): there is no templates/_\(use.path).\(language).md"
                    )
                )
            case .value, .raw, .section, .inverted:
                guard !isKnown(use, inLayout: language == nil) else { return nil }
                let hint = Nearest.hint(for: use.path, among: KnownVariables.all.map(\.path))
                return .unknownName(
                    Wording(
                        ru: "\(place): имени «\(use.path)» в письмах нет\(hint.ru)",
                        en: "\(place): “\(use.path)” is no name that letters have\(hint.en)"
                    )
                )
            }
        }
    }

    /// Known by itself, or within one of the sections around it.
    private func isKnown(_ use: NameUse, inLayout: Bool) -> Bool {
        if KnownVariables.contains(use.path, inLayout: inLayout) { return true }
        return use.scope.contains { section in
            // What stands in lists and objects of facts, details and changes is the author's own.
            let isFree = ["facts.", "details.", "change.items"].contains { section.hasPrefix($0) }
            return isFree || KnownVariables.contains(section + "." + use.path, inLayout: inLayout)
        }
    }
}
