/// What a piece of template inherits from where it is rendered.
struct Surroundings {
    /// Put before each line of the template.
    var indent: [UInt8] = []
    /// Blocks that parents around have overridden.
    var overrides: Overrides?

    /// The same for a template included here; an inline one, without an indentation of its own, is not indented.
    func inner(_ own: [UInt8]?) -> Surroundings {
        Surroundings(indent: own.map { indent + $0 } ?? [], overrides: overrides)
    }
}

/// The arguments of one parent tag, and of those around it, which go before.
final class Overrides {
    let program: Program
    let outer: Overrides?
    private let arguments: [String: Argument]

    init(_ arguments: [String: Argument], of program: Program, outer: Overrides?) {
        self.arguments = arguments
        self.program = program
        self.outer = outer
    }

    /// The outermost argument of that name, with the overrides it belongs to.
    func argument(_ name: String) -> (Argument, Overrides)? {
        if let found = outer?.argument(name) { return found }
        return arguments[name].map { ($0, self) }
    }
}
