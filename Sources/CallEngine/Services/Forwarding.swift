/// Where calls of a line go that the agent does not take; an absent one is off.
public struct Forwarding: Sendable, Equatable {
    /// Every call, at once.
    public var always: String?
    /// While a call is up.
    public var busy: String?
    /// After `noAnswerSeconds` of ringing.
    public var noAnswer: String?
    public var noAnswerSeconds: Int

    public init(always: String? = nil, busy: String? = nil, noAnswer: String? = nil, noAnswerSeconds: Int = 20) {
        self.always = always
        self.busy = busy
        self.noAnswer = noAnswer
        self.noAnswerSeconds = noAnswerSeconds
    }
}
