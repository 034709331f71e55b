import AgentDesk

/// The incident forms of the desk: those that can be filled, those that are being filled, and what became of those that were confirmed.
public struct FormDesk: Sendable, Equatable {
    public internal(set) var forms: [IncidentForm]
    /// The oldest first.
    public internal(set) var drafts: [FormDraft]
    /// Confirmed drafts that no server has answered for: one that is refused is there again. By the record's id.
    var submitted: [String: FormDraft] = [:]
    /// Why a server refused a draft, by the draft's id.
    var refusals: [String: String] = [:]
    /// What was told already of a record that waits or is in doubt.
    var told: [String: IncidentNews] = [:]
    /// What servers made of records in this run, by the call's key: the store has it too, and is not read again.
    var references: [String: [IncidentReference]] = [:]
    /// The number of the next draft of this run.
    var nextNumber = 1
    /// The call that ended last, for a form that is opened after it.
    var lastCall: LastCall?
    /// The draft whose files are being read before it is sent.
    var reading: String?

    /// - Parameter drafts: those that an earlier run of the program left.
    public init(forms: [IncidentForm] = [], drafts: [FormDraft] = []) {
        self.forms = Array(forms.prefix(FormLimits.forms))
        self.drafts = Array(drafts.prefix(FormLimits.drafts))
    }

    func form(_ id: String) -> IncidentForm? { forms.first { $0.id == id } }
    func draft(_ id: String) -> FormDraft? { drafts.first { $0.id == id } }

    /// Those that the agent can go on with.
    var open: [FormDraft] { drafts.filter { submitted[$0.id] == nil && form($0.form) != nil } }

    mutating func change(_ id: String, _ change: (inout FormDraft) -> Void) {
        guard let index = drafts.firstIndex(where: { $0.id == id }) else { return }
        change(&drafts[index])
    }
}

/// A call that is over, as a form needs it.
struct LastCall: Sendable, Equatable {
    var facts: CallFacts
    /// For the notes about it.
    var party: String
    var begunAt: WallSeconds
    var endedAt: WallSeconds
}

/// What Enter does on the lines of the forms.
enum FormDeed: Sendable, Equatable {
    /// A fresh one of the form with this id.
    case begin(String)
    /// The draft with this id.
    case resume(String)
    /// The choices of a field are listed.
    case choices(Int)
    /// This value is chosen.
    case choose(String)
    case review
    /// Back from the review to a field.
    case mend(Int)
    case submit
    /// The draft is thrown away.
    case drop
}
