/// Header fields that let us in.
public enum Credentials {
    /// Basic authentication (RFC 7617): no secret where the connection is not encrypted.
    public static func basic(_ user: String, _ password: String) -> HTTPRequest.Field {
        HTTPRequest.Field("Authorization", "Basic " + Base64.text(of: Array("\(user):\(password)".utf8)))
    }

    /// RFC 6750 §2.1.
    static func bearer(_ token: String) -> HTTPRequest.Field { HTTPRequest.Field("Authorization", "Bearer \(token)") }

    static let json = [
        HTTPRequest.Field("Content-Type", "application/json"), HTTPRequest.Field("Accept", "application/json"),
    ]
}
