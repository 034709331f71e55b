import CallEngine
import NIOCore
import NIOSSL

/// What the TLS library needs for a connection. Whom to believe is judged by `CertificateJudge`, so that one context
/// serves every flow that shows no certificate of ours.
struct TLSContexts {
    private var anonymous: NIOSSLContext?

    /// - Throws: `.unreadableFile` where our certificate or its key cannot be read, or do not belong together.
    mutating func context(for security: FlowSecurity) throws(CertificateProblem) -> NIOSSLContext {
        guard security.certificateFile != nil || security.keyFile != nil else {
            if let anonymous { return anonymous }
            let context = try Self.make(Self.configuration)
            anonymous = context
            return context
        }
        guard let certificate = security.certificateFile, let key = security.keyFile else { throw .unreadableFile }
        var configuration = Self.configuration
        do {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        } catch {
            throw .unreadableFile
        }
        // Read anew for each connection: the file may have been renewed.
        return try Self.make(configuration)
    }

    /// The handler of one connection.
    /// - Parameters:
    ///   - serverName: what we ask for (RFC 6066 §3); left out where it cannot be sent.
    ///   - verify: judges the certificates as the server showed them.
    static func handler(
        _ context: NIOSSLContext, serverName: String?,
        verify: @escaping ([NIOSSLCertificate]) -> NIOSSLVerificationResult
    ) throws -> NIOSSLClientHandler {
        func make(_ name: String?) throws -> NIOSSLClientHandler {
            try NIOSSLClientHandler(context: context, serverHostname: name) { $1.succeed(verify($0)) }
        }
        return try (try? make(serverName)) ?? make(nil)
    }

    private static func make(_ configuration: TLSConfiguration) throws(CertificateProblem) -> NIOSSLContext {
        do { return try NIOSSLContext(configuration: configuration) } catch { throw .unreadableFile }
    }

    /// RFC 3261 §26.2.1 and RFC 9325: TLS 1.2 at least; a certificate is demanded.
    private static var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .noHostnameVerification
        // Our own judge knows the authorities; the library would read all of them once more.
        configuration.trustRoots = .certificates([])
        configuration.shutdownTimeout = .seconds(1)
        return configuration
    }
}
