@A24
Feature: The first start
  Everything can be set up without seeing the screen.

  Background:
    Given a blind agent
    And a first start

  @A24 @EN-5.2 @EN-4.2.1 @fast
  Scenario: The voice speaks by itself
    When the program starts
    Then I hear "Welcome to Clairvoix" within 2 s
    And the cursor is on "Welcome to Clairvoix"

  @A24 @EN-5.1.3.1 @EN-5.1.3.3 @EN-4.2.1
  Scenario: Each choice is said
    When the program starts
    Then I hear "Welcome to Clairvoix"
    When I press Down
    Then I hear "Down: next. Enter: choose"
    When I press Down
    Then I hear "Language: English"
    When I press Down
    Then I hear something containing "Keyboard:"
    When I press Down
    Then I hear something containing "Who speaks:"
    When I press End
    Then I hear something containing "Headset:"

  @EN-5.1.3.8 @A11 @A24
  Scenario: The password is not said
    When the program starts
    Then I hear "Welcome to Clairvoix"
    When I press "a" then "a" then Enter
    Then the cursor is on "SIP address"
    When I press Down
    Then I hear something containing "Password:"
    When I type "7418" one key every 300 ms
    Then I hear at most 0 words
    And the screen shows "****"
    And the screen does not show "7418"

  @EN-5.1.3.15 @EN-11.3.3.1 @EN-11.3.3.3 @A27
  Scenario: What is missing is said, and where
    When the program starts
    Then I hear "Welcome to Clairvoix"
    When I press "a" then "a" then Enter
    And I press Down 4 times
    And I press Enter
    Then I hear "An address is needed, such as name@server"
    And the cursor is on "SIP address"

  @A24 @EN-5.2
  Scenario: Adding one's line by keyboard
    When the program starts
    Then I hear "Welcome to Clairvoix"
    When I press "a" then "a" then Enter
    And I type "agent@example.org"
    And I press Enter
    And I type "7418"
    And I press Enter
    And I type "Reception"
    And I press Enter 3 times 600 ms apart
    Then I hear "Line kept, for the next start"
