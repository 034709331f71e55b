@day @profile-blind
Feature: A blind agent's day
  By keyboard and by ear.

  Background:
    Given a blind agent

  @day @profile-blind @EN-4.2.1 @EN-5.2
  Scenario: Arriving
    When the program starts
    Then I hear "Ready, line Reception"
    And the cursor is on "Dial, d"
    And the screen shows "Line Reception: ready"
    When I press End
    Then I hear "Quit, F11 q"

  @day @profile-blind @EN-4.2.1 @A7 @A30 @slow
  Scenario: Ten calls
    Given I am online
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Martin calls
    Then I hear "Martin, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Petit calls
    Then I hear "Petit, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Moreau calls
    Then I hear "Moreau, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Girard calls
    Then I hear "Girard, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Martin calls
    Then I hear "Martin, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Petit calls
    Then I hear "Petit, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Moreau calls
    Then I hear "Moreau, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When Girard calls
    Then I hear "Girard, line Reception"
    When I answer
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    Then the history contains 10 calls

  @day @profile-blind @EN-4.2.1 @A26
  Scenario: Transferring a call
    Given a contact Martin with number "0476003344"
    And a peer Martin
    And a call in progress with Dupont
    When I press F7
    And I type "martin"
    And I press Enter
    And I wait 600 ms
    And I press Enter two times 800 ms apart
    Then Dupont receives a REFER
    When Dupont accepts the transfer
    Then I hear "Dupont transferred"

  @day @profile-blind @EN-4.2.1 @A23
  Scenario: Taking a note
    Given a call in progress with Dupont
    When I press "n"
    And I type "call back on Monday"
    And I press Enter
    Then the screen shows "call back on Monday"
    When I hang up
    Then the note of the call with Dupont contains "call back on Monday"

  @day @profile-blind @EN-4.2.1 @A27 @slow
  Scenario: Losing the network
    Given my microphone hears a voice
    And a call in progress with Dupont
    When the network fails
    Then the screen shows "Nothing from Dupont" within 30 s
    When the network returns
    Then the screen shows "Dupont heard again"
    And the call with Dupont is answered

  @day @profile-blind @EN-4.2.1 @EN-11.3.3.4
  Scenario: Leaving
    Given I am online
    When I ask for the command "Quit"
    Then I hear something containing "Quit?"
    When I wait 600 ms
    And I press Enter
    Then the program ends
