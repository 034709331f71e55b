extension Duration {
    /// Whole milliseconds; those of a day where there are more.
    var wholeMilliseconds: Int {
        let parts = components
        guard (-86_400...86_400).contains(parts.seconds) else { return parts.seconds < 0 ? -86_400_000 : 86_400_000 }
        return Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000)
    }
}
