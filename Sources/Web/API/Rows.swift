import Reports
import Store
import Terminal

extension String {
    /// As JSON has it.
    var jsonText: String { jsonQuoted }
}
