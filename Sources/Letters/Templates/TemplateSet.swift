import Events
import Mustache
import Wording

/// All templates of an event, parsed: drafts by notification and language, partials, the layout.
struct TemplateSet: Sendable {
    /// Drafts by notification, then by language.
    private(set) var drafts: [String: [String: LetterTemplate]] = [:]
    /// `_NAME.LANGUAGE.md`, by language; used as `{{>NAME}}`.
    private(set) var partials: [String: Partials] = [:]
    let layout: Template

    /// Every language that a draft is written in.
    var languages: Set<String> { Set(drafts.values.flatMap(\.keys)) }

    /// Parses every file of `templates/`, and `layout.html`.
    ///
    /// - Throws: the faults of all files together.
    init(_ files: TemplateFiles) throws(LetterFaults) {
        var faults: [Wording] = []
        var pieces: [String: [String: Template]] = [:]
        var replacements: [(TemplateName, Template, String)] = []
        for path in files.bytes.keys.sorted() where path.hasPrefix("templates/") {
            guard let name = TemplateName(path: path) else { continue }
            let source: String
            do { source = try files.text(path) ?? "" } catch {
                faults += error.all
                continue
            }
            let file = files.shown(path)
            if name.isPartial || name.kind != "md" {
                do {
                    let template = try Template(source, name: file)
                    if name.isPartial {
                        pieces[name.language, default: [:]][name.name] = template
                    } else {
                        replacements.append((name, template, file))
                    }
                } catch { faults.append(error.wording) }
            } else {
                do {
                    drafts[name.name, default: [:]][name.language] = try LetterTemplate(source, file: file)
                } catch { faults += error.all }
            }
        }
        for (name, template, file) in replacements {
            guard drafts[name.name]?[name.language] != nil else {
                if faults.isEmpty {
                    faults.append(
                        TemplateReasons.noDraft(file, "\(name.name).\(name.language).md")
                    )
                }
                continue
            }
            if name.kind == "html" {
                drafts[name.name]?[name.language]?.html = template
            } else {
                drafts[name.name]?[name.language]?.text = template
            }
        }
        partials = pieces.mapValues { Partials($0) }
        var layout: Template?
        do {
            let source = try files.text("layout.html") ?? BuiltInLayout.source
            do { layout = try Template(source, name: files.shown("layout.html")) } catch {
                faults.append(error.wording)
            }
        } catch { faults += error.all }
        guard let layout, faults.isEmpty else { throw LetterFaults(faults) }
        self.layout = layout
    }

    /// The draft for a reader: in the reader's language, else in the event's, else in any.
    func draft(
        _ notification: String,
        reader: String?,
        event: String
    ) -> (draft: LetterTemplate, language: String)? {
        guard let choices = drafts[notification],
            let language = LanguageTag.choose(reader: reader, event: event, among: choices.keys)
        else { return nil }
        return choices[language].map { ($0, language) }
    }
}

/// What a file name in `templates/` says: `reminder-day.ru.md`, `_signature.ru.md`.
struct TemplateName: Sendable, Hashable {
    let name: String
    let language: String
    /// `md`, `html` or `txt`.
    let kind: String
    let isPartial: Bool

    /// Nil for names of another form.
    init?(path: String) {
        let file = path.split(separator: "/").last ?? ""
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, (2...3).contains(parts[1].count),
            ["md", "html", "txt"].contains(parts[2])
        else { return nil }
        isPartial = parts[0].hasPrefix("_")
        name = String(isPartial ? parts[0].dropFirst() : parts[0])
        language = parts[1].lowercased()
        kind = String(parts[2])
        guard !name.isEmpty, !isPartial || kind == "md" else { return nil }
    }
}
