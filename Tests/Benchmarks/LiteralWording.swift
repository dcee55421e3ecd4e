public import Wording

/// A tool of the developers speaks English alone.
extension Wording: ExpressibleByStringInterpolation,
    ExpressibleByStringLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByUnicodeScalarLiteral
{
    /// The same text in every language.
    public init(stringLiteral text: String) { self.init(verbatim: text) }
}
