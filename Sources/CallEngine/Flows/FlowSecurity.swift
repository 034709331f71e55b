/// What a TLS flow demands of the server and shows of us (RFC 5922 §7, RFC 3261 §26.3).
public struct FlowSecurity: Sendable, Hashable {
    /// By what the server is believed.
    public enum Trust: Sendable, Hashable {
        /// A chain to an authority, and one of `names` in the certificate; where keys are pinned, one of them too.
        case authorities
        /// One of the pinned keys alone: for a server with a certificate of its own making.
        case pinnedKeys
    }

    /// The names of which the certificate must bear one: the SIP domain first, or the configured host (RFC 5922 §7.2).
    public var names: [String]
    public var trust: Trust
    /// SHA-256 of a SubjectPublicKeyInfo, in hexadecimal.
    public var pinnedKeys: [String]
    /// A PEM file of authorities; nil: the system's.
    public var authoritiesFile: String?
    /// Our own certificate and its key, PEM files; nil: none is shown.
    public var certificateFile: String?
    public var keyFile: String?

    public init(
        names: [String], trust: Trust = .authorities, pinnedKeys: [String] = [], authoritiesFile: String? = nil,
        certificateFile: String? = nil, keyFile: String? = nil
    ) {
        self.names = names
        self.trust = trust
        self.pinnedKeys = pinnedKeys
        self.authoritiesFile = authoritiesFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}

/// Why a flow could not be opened, or is gone.
public enum FlowProblem: Sendable, Hashable {
    /// Nobody listens there, or no route leads there.
    case unreachable
    case timedOut
    /// It stood, and the peer or the network ended it.
    case lost
    /// Our own address is no longer on this computer.
    case addressGone
    case certificate(CertificateProblem)
}

/// Why a TLS server is not believed, or does not believe us: told in words, never passed over.
public enum CertificateProblem: String, Error, Hashable, CaseIterable {
    case expired
    case notYetValid
    /// It is for another name.
    case wrongName
    /// No chain to an authority that we trust.
    case unknownAuthority
    /// The key is none of the pinned ones.
    case wrongKey
    /// A file of the settings (authorities, certificate, key) cannot be read.
    case unreadableFile
    /// The handshake failed otherwise: no version or cipher in common, or our certificate was refused.
    case refused
}

extension FlowProblem {
    /// The word for it in a trace.
    var traceName: String {
        switch self {
        case .unreachable: "unreachable"
        case .timedOut: "timedOut"
        case .lost: "lost"
        case .addressGone: "addressGone"
        case .certificate(let problem): "certificate." + problem.rawValue
        }
    }

    init?(traceName: String) {
        let known: [FlowProblem] = [.unreachable, .timedOut, .lost, .addressGone]
        let all = known + CertificateProblem.allCases.map { .certificate($0) }
        guard let problem = all.first(where: { $0.traceName == traceName }) else { return nil }
        self = problem
    }
}
