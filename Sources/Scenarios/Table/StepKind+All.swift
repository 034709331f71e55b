extension StepKind {
    /// The whole vocabulary, in the order of the manual.
    public static let all: [StepKind] = StepArea.allCases.flatMap(\.kinds)
}
