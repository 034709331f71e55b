import Media

/// How a conversation sounds, in a word.
public enum QualityGrade: String, Sendable, Equatable, CaseIterable {
    /// Users are satisfied; some are not; many are not (ITU-T G.107, table B.1).
    case good, fair, poor

    /// The least rating factor R.
    fileprivate var least: Double {
        switch self {
        case .good: 80
        case .fair: 70
        case .poor: 0
        }
    }
}

/// How the peer is heard.
public struct CallQuality: Sendable, Equatable {
    public var grade: QualityGrade
    /// The mean opinion score in tenths, 10 to 45.
    public var scoreTenths: Int

    /// A better grade than before needs so much more of R, that a grade at its border does not come and go.
    private static let margin = 3.0

    public init(_ grade: QualityGrade, scoreTenths: Int) {
        self.grade = grade
        self.scoreTenths = scoreTenths
    }

    init(_ quality: VoiceQuality, after last: CallQuality?) {
        let grade = QualityGrade.allCases.first { grade in
            let isBetter = last.map { grade.least > $0.grade.least } ?? false
            return quality.ratingFactor >= grade.least + (isBetter ? Self.margin : 0)
        }
        self.init(grade ?? .poor, scoreTenths: quality.conversationalTenths)
    }
}
