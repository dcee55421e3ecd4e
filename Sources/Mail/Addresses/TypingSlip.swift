enum TypingSlip {
    static func correction(of address: Address) -> String? { nil }
}
