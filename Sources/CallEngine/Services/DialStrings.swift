/// What a PBX wants dialled for its services; `{number}` stands for the number. nil: the PBX has no such code.
public struct DialStrings: Sendable, Equatable {
    /// Takes a call that rings at `{number}`, such as `*8{number}`.
    public var pickUp: String?
    /// Where a call is transferred to be parked, such as `700`.
    public var park: String?
    /// The agent's mobile number, for "move to my mobile".
    public var mobile: String?
    /// Takes back the call that was moved to the mobile, such as `*55`.
    public var takeBack: String?
    /// Turns forwarding on and off at the PBX; where a code is absent, 302 of ours does it.
    public var forwardAlways: String?
    public var forwardBusy: String?
    public var forwardNoAnswer: String?
    /// Turns off all that the three turned on.
    public var forwardOff: String?

    public init(
        pickUp: String? = nil, park: String? = nil, mobile: String? = nil, takeBack: String? = nil,
        forwardAlways: String? = nil, forwardBusy: String? = nil, forwardNoAnswer: String? = nil,
        forwardOff: String? = nil
    ) {
        self.pickUp = pickUp
        self.park = park
        self.mobile = mobile
        self.takeBack = takeBack
        self.forwardAlways = forwardAlways
        self.forwardBusy = forwardBusy
        self.forwardNoAnswer = forwardNoAnswer
        self.forwardOff = forwardOff
    }
}
