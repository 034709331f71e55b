import Testing

@testable import Configuration

@Suite("Linphone's directories as ours")
struct LinphoneDirectoriesTests {
    private func read(_ text: String) throws -> LinphoneImport {
        LinphoneImport(try #require(LinphoneSections(file: text)))
    }

    @Test func anLDAPServerIsTakenWithItsFilterForBothUses() throws {
        let imported = try read(
            """
            [ldap_0]
            enable=1
            server=ldap://ldap.example.org:1389,ldap://other.example.org
            use_tls=1
            auth_method=1
            bind_dn=uid=reader,dc=example,dc=org
            password=s3cret-9
            base_object=ou=people,dc=example,dc=org
            filter=(&(objectClass=person)(sn=*%s*))
            name_attribute=displayName,sn
            sip_attribute=mobile,telephoneNumber
            max_results=50
            verify_server_certificates=0
            """)
        #expect(
            imported.text.contains(
                """
                [[directory]]
                name = "ldap.example.org"
                kind = "ldap"
                url = "ldap://ldap.example.org:1389"
                user = "uid=reader,dc=example,dc=org"
                password = "s3cret-9"
                start_tls = true
                base = "ou=people,dc=example,dc=org"
                filter = "(&(objectClass=person)(sn=*))"
                search = "(&(objectClass=person)(sn=*{words}*))"
                name_attribute = "displayName"
                number_attributes = ["mobile", "telephoneNumber"]

                """), "\(imported.text)")
        let left = imported.report.filter { !$0.isTaken }.map(\.entry)
        #expect(left == ["ldap_0/max_results", "ldap_0/verify_server_certificates"])
        let words = imported.report.map { $0.words.french + $0.words.english }.joined()
        #expect(!words.contains("s3cret-9") && !words.contains("reader"))
        #expect(imported.report.contains { $0.entry == "ldap_0/server" && $0.words.english.contains("first server") })
    }

    @Test func theNewerSectionsAndTheListOfCardsAreTaken() throws {
        let imported = try read(
            """
            [misc]
            contacts-vcard-list=https://cards.example.org/all.vcf
            [remote_contact_directory_0]
            enabled=1
            type=carddav
            uri=https://cards.example.org/book/
            carddav_use_exact_match_policy=0
            [remote_contact_directory_1]
            type=ldap
            uri=ldaps://ldap.example.org
            ldap_base_object=dc=example,dc=org
            ldap_bind_dn=uid=reader
            ldap_auth_method=0
            [auth_info_0]
            username=agent
            passwd=b00k-pw
            domain=cards.example.org
            """)
        for line in [
            "name = \"cards.example.org\"\nkind = \"carddav\"\nurl = \"https://cards.example.org/book/\"\n"
                + "user = \"agent\"\npassword = \"b00k-pw\"\n",
            "name = \"ldap.example.org\"\nkind = \"ldap\"\nurl = \"ldaps://ldap.example.org\"\n"
                + "base = \"dc=example,dc=org\"\n",
            "name = \"cards.example.org 2\"\nkind = \"vcard_url\"\nurl = \"https://cards.example.org/all.vcf\"\n",
        ] { #expect(imported.text.contains(line), "\(imported.text)") }
        let left = imported.report.filter { !$0.isTaken }.map(\.entry)
        #expect(
            left == [
                "remote_contact_directory_0/carddav_use_exact_match_policy", "remote_contact_directory_1/ldap_bind_dn",
            ])
    }

    @Test(arguments: [
        "[ldap_0]\nserver=ldap://a.example.org\nbase_object=dc=a",
        "[ldap_0]\nenable=1\nserver=ldap://a.example.org",
        "[ldap_0]\nenable=1\nserver=ldap:///\nbase_object=dc=a",
        "[remote_contact_directory_0]\nenabled=0\ntype=carddav\nuri=https://a.example.org/",
        "[remote_contact_directory_0]\ntype=other\nuri=https://a.example.org/",
        "[remote_contact_directory_0]\ntype=carddav\nuri=file:///etc/passwd",
        "[misc]\ncontacts-vcard-list=/etc/passwd",
        "[carddav_0]\nserver_url=http://agent:b00k-pw@a.example.org/x", "[carddav_0]\nserver_url=http://b00k-pw@a/",
        "[carddav_0]\nserver_url=https://agent:b00k-pw%@a.example.org/x",
        "[carddav_0]\nserver_url=https://:b00k-pw@a.example.org/x",
        "[ldap_0]\nenable=1\nserver=ldaps://agent:b00k-pw@a.example.org\nbase_object=dc=a",
    ])
    func whatIsNoneOrSwitchedOffIsToldEntryByEntry(_ text: String) throws {
        let imported = try read(text)
        #expect(imported.text.isEmpty && imported.report.allSatisfy { !$0.isTaken })
        #expect(imported.report.count == text.split(separator: "\n").count - 1)
        #expect(!imported.report.contains { ($0.entry + $0.words.french + $0.words.english).contains("b00k-pw") })
    }

    /// What stands before the sign would be sent to any server, in clear too.
    @Test func userAndPasswordOfAnAddressGoWhereTheyBelong() throws {
        let imported = try read(
            """
            [carddav_0]
            server_url=https://agent%40x:b%3A00k:pw@cards.example.org:8443/book/?a@b
            [misc]
            contacts-vcard-list=https://reader@cards.example.org/all.vcf
            [auth_info_0]
            username=other
            passwd=other-pw
            domain=cards.example.org
            """)
        for line in [
            "name = \"cards.example.org\"\nkind = \"carddav\"\nurl = \"https://cards.example.org:8443/book/?a@b\"\n"
                + "user = \"agent@x\"\npassword = \"b:00k:pw\"\n",
            "url = \"https://cards.example.org/all.vcf\"\nuser = \"reader\"\n",
        ] { #expect(imported.text.contains(line), "\(imported.text)") }
        #expect(!imported.text.contains("other"))
        let told = imported.report.first { $0.entry == "carddav_0/server_url" }
        #expect(told?.isTaken == true)
        #expect(told?.words.english == "directory.url, directory.user, directory.password")
    }

    @Test func thereAreNoMoreThanAFileMayHave() throws {
        let sections = (0...Limits.directories).map {
            "[remote_contact_directory_\($0)]\ntype=carddav\nuri=https://a.example.org/\($0)"
        }
        let imported = try read(sections.joined(separator: "\n"))
        #expect(imported.text.split(separator: "\n").count { $0 == "[[directory]]" } == Limits.directories)
        #expect(imported.report.count { !$0.isTaken } == 2)
    }
}
