/// Grammatical gender of a person, where something certain tells it.
enum Gender: Sendable, Hashable {
    case masculine, feminine

    /// Reads an explicit field: `m`/`f`, `male`/`female`, «м»/«ж», «мужской»/«женский».
    init?(field: String) {
        switch field.lowercased() {
        case "m", "male", "man", "mr", "м", "муж", "муж.", "мужской", "мужчина": self = .masculine
        case "f", "female", "woman", "ms", "mrs", "ж", "жен", "жен.", "женский", "женщина": self = .feminine
        default: return nil
        }
    }
}
