import SIP

/// A REFER that we received (RFC 3515 §2.4.2): the agent is asked first, and the peer is told how it goes. One a call.
struct Referral: Sendable, Equatable {
    /// The call in whose dialog it came; it may end before the referral does.
    let call: CallID
    let account: AccountID
    /// Whom we are to call, without the header fields of Refer-To.
    let target: URI
    /// Replaces and Referred-By of our INVITE.
    let fields: [HeaderField]
    let referredBy: Party?
    /// The dialog of the notices, as it was last; nil: none are sent any more.
    var dialog: Dialog?
    var path: Path
    /// The `id` of the notices' Event, from the second REFER of a dialog on (RFC 3515 §2.4.6).
    let eventID: String?
    /// The call that follows it; nil while the agent is asked.
    var newCall: CallID?
    /// The status that the peer was told last.
    var status = 100
    /// A final status was told; what remains is the answer to that notice.
    var isFinished = false
    var attempts = DigestAttempts()
    /// The notice that has no answer yet: the next one waits for it.
    var transaction: ClientTransactionID?
    /// Something is to be told as soon as that answer has come.
    var owesNotice = false
    /// Tries of the last notice that the peer could not take at that moment.
    var retries = 0
}

/// Why a REFER is not taken up.
struct ReferralProblem: Error, Equatable {
    var status: Int
}

extension Message {
    /// What a REFER asks for (RFC 3515 §2.1): only a call (no other `method`), to an address that a telephone can call, and of
    /// the header fields in Refer-To only Replaces, and Require where it names nothing else (RFC 3261 §19.1.5).
    func referral(domain: String) throws(ReferralProblem) -> (
        target: NameAddress, replaces: Replaces?, fields: [HeaderField]
    ) {
        guard var address = try? referTo() else { throw ReferralProblem(status: 400) }
        let values = address.uri.headerValues("Replaces")
        let requires = address.uri.headerValues("Require").map { $0.lowercased() } == ["replaces"]
        switch address.uri.scheme {
        case .sip, .sips: break
        case .tel:
            guard let uri = DialledAddress.parse(address.uri.description, domain: domain) else {
                throw ReferralProblem(status: 400)
            }
            address.uri = uri
        case .other: throw ReferralProblem(status: 416)
        }
        if let method = address.uri.parameter("method"), method.uppercased() != "INVITE" {
            throw ReferralProblem(status: 403)
        }
        address.uri.parameters.removeAll { $0.name.lowercased() == "method" }
        address.uri.headers = ""
        guard !address.uri.host.isEmpty, values.count <= 1 else { throw ReferralProblem(status: 400) }
        var fields: [HeaderField] = []
        var replaces: Replaces?
        if let value = values.first {
            guard let read = try? Replaces(parsing: value) else { throw ReferralProblem(status: 400) }
            replaces = read
            fields.append(.other("Replaces", read.description))
            if requires { fields.append(.require(["replaces"])) }
        }
        if let referrer = referredBy {
            // RFC 3892 §3: passed on; a signed token would be a body part of its own and is not.
            fields.append(.referredBy(NameAddress(displayName: referrer.displayName, uri: referrer.uri)))
        }
        return (address, replaces, fields)
    }
}

extension Party {
    /// Who stands in Refer-To or Referred-By: nobody vouches for it. Text is cleaned.
    init(claimed address: NameAddress) {
        self.init(
            name: address.displayName.flatMap(SpokenText.clean), number: address.uri.user.flatMap(SpokenText.clean),
            address: SpokenText.clean(address.uri.withoutParameters.description) ?? "")
    }
}
