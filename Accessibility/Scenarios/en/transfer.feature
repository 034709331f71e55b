@A26
Feature: Transferring and joining
  At each moment one knows who hears the agent.

  Background:
    Given a blind agent
    And a contact Martin with number "0476003344"
    And a peer Martin

  @A26 @EN-11.3.3.4 @keys
  Scenario: At once, after confirmation
    Given a call in progress with Dupont
    When I press F7
    And I type "martin"
    And I press Enter
    Then the cursor is on "Transfer at once"
    When I press Enter
    Then I hear something containing "Transfer Dupont to Martin"
    And the program sends no REFER
    When I wait 600 ms
    And I press Enter
    Then Dupont receives a REFER
    When Dupont accepts the transfer
    Then I hear "Dupont transferred"

  @A26 @A27
  Scenario: The transfer fails
    Given the setting "interface.confirm_transfer" is "false"
    And a call in progress with Dupont
    When I press F7
    And I type "martin"
    And I press Enter
    And I press Enter
    Then Dupont receives a REFER
    When Dupont declines the transfer
    Then I hear "Failure, Dupont waits"

  @A26
  Scenario: Speaking to the other first
    Given a call in progress with Dupont
    When I press F7
    And I type "martin"
    And I press Enter
    And I press Down
    And I press Enter
    Then I hear something containing "Speaking to Martin"
    And the call with Dupont is on hold
    When I press F7
    Then the cursor is on "Hand Dupont to Martin"
    When I press Enter
    Then the program sends a REFER

  @A26 @EN-11.3.3.4
  Scenario: Sent elsewhere: nothing without me
    Given a call in progress with Dupont
    When Dupont transfers me to Martin
    Then I hear something containing "Dupont: call"
    And the program sends no INVITE
    When I ask for the command "Forbid the transfer"
    Then I hear "Transfer forbidden"
    And the program sends no INVITE

  @A26 @EN-6.2.2.3
  Scenario: Joining two calls
    Given a call in progress with Dupont
    When Martin calls
    Then I hear something containing "Martin"
    When I answer
    Then the call with Martin is answered
    When I ask for the command "Join the calls"
    Then I hear "Conference of 3"
    And the screen shows "Conference of 3"
    When I open the page "Conference"
    Then the screen shows "Take out Dupont"
    And the screen shows "Take out Martin"
