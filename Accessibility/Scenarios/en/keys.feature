@keys
Feature: The keys
  One key at a time, and none surprises.

  Background:
    Given a blind agent

  @EN-11.2.1.1 @EN-11.2.1.2
  Scenario Outline: In and out of every page: <first>, <second>, <third>
    When I open the page "<first>"
    And I press Backspace
    Then I am on the page "Home"
    When I open the page "<second>"
    And I press Backspace
    Then I am on the page "Home"
    When I open the page "<third>"
    And I press Backspace
    Then I am on the page "Home"

    Examples:
      | first         | second             | third        |
      | Dial          | Contacts           | Recent calls |
      | Messages      | Watched colleagues | Notes        |
      | Announcements | Settings           | Sound        |
      | Keys          | First steps        | About        |

  @EN-5.9 @EN-4.2.7 @EN-11.2.1.1 @EN-11.5.2.12 @fast
  Scenario: Three strokes for any command
    When I press F11 then s then Enter
    Then I am on the page "Settings"
    When I press Backspace
    Then I am on the page "Home"

  @EN-5.9 @EN-11.2.1.1 @EN-11.2.1.4
  Scenario: Letters turned off
    Given the setting "interface.letters" is "false"
    When I press "d"
    Then I am still on the page "Home"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I press F4
    Then the call from Dupont is answered

  @EN-11.2.1.4 @A22
  Scenario: Two letters at speed: typing
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I type "ah" with 100 ms between keys
    Then I hear "Outside a field"
    And the call from Dupont is ringing

  @A21 @G9 @EN-4.2.1 @EN-5.1.3.3 @EN-11.3.2.1 @EN-11.3.2.2 @voice
  Scenario: A call while typing
    When I open the page "Dial"
    And I type "04"
    And Dupont calls
    And I type "76" one key every 150 ms
    Then I hear something containing "Dupont"
    And the field "Number" contains "0476"
    And I am still on the page "Dial"
    And the screen shows "Incoming Dupont"

  @A21 @A7
  Scenario: A letter from a field
    When I open the page "Dial"
    And I type "0476"
    And Dupont calls
    Then I hear "Dupont, line Reception"
    When I press "`" then a
    Then the call from Dupont is answered
    When I hang up
    Then the field "Number" contains "0476"
    And the cursor is on "Number"

  @EN-5.9
  Scenario: The digits of an AZERTY keyboard
    Given the setting "interface.keyboard" is "azerty"
    When I open the page "Dial"
    And I type "àè"
    Then the field "Number" contains "07"

  @EN-5.9 @EN-11.2.1.4 @EN-11.3.2.2 @EN-11.5.2.17
  Scenario: Up and Down leave a field
    When I ask for the command "New contact"
    And I type "Durand"
    And I press Down
    Then the cursor is on "Number or address:"
    And the field "Name" contains "Durand"

  @EN-11.2.4.3
  Scenario: Left and Right do nothing in a list
    When I press Right
    And I press Left
    Then the cursor does not move
    And the cursor is on "Dial, d"

  @A27 @EN-11.3.3.1 @EN-11.3.3.3
  Scenario: A key that can do nothing says so
    When I press F5
    Then I hear "Nothing rings"
    When I press F12
    Then I hear "No call"
    And I am still on the page "Home"

  @A27 @EN-4.2.3 @EN-11.1.3.3 @EN-11.3.3.3
  Scenario: Keys are named, neither their place nor their colour
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I press F12
    Then I hear "It rings: F4 answers, F5 rejects"
    And the call from Dupont is ringing

  @EN-11.2.2.1 @EN-11.3.3.4
  Scenario: A question waits without limit
    When I ask for the command "Quit"
    Then I hear something containing "Quit?"
    When I wait 6 s
    And I press Enter
    Then the program ends

  @A22 @EN-11.3.3.4
  Scenario: Asking before hanging up
    Given the setting "interface.confirm_hang_up" is "true"
    And a call in progress with Dupont
    When I press F12
    Then I hear "Hang up on Dupont? The same key: yes"
    And the call with Dupont is answered
    When I press F12
    Then the call with Dupont has ended
