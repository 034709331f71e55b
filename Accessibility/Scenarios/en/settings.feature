@A17
Feature: Settings
  Each state is known without being changed.

  Background:
    Given a blind agent

  @EN-5.6.1 @EN-5.6.2
  Scenario: Do not disturb
    When I ask for the command "Do not disturb"
    Then I hear "Do not disturb"
    And the screen shows "Do not disturb"
    When Dupont calls
    Then the program answers 480
    When I ask where I am
    Then I hear something containing "Do not disturb"

  @EN-5.6.1 @EN-5.6.2 @EN-5.1.3.3
  Scenario: A hold is heard and read
    Given a call in progress with Dupont
    When I put the call on hold
    Then I hear "Dupont on hold"
    And the screen shows "Dupont on hold"

  @A12 @A17
  Scenario: The length of announcements
    When I ask for the command "Length of announcements"
    Then I hear "Announcements of level 3"
    When Dupont calls
    Then I hear "Call from Dupont, line Reception"

  @A29 @EN-5.2
  Scenario: Letting the screen reader speak
    When I ask for the command "Own voice or screen reader"
    And I wait 1 s
    And I press Down
    Then I hear at most 0 words
    And the cursor is on "Go to the call, v"

  @A27 @EN-5.1.3.15 @EN-11.3.3.1 @EN-11.3.3.3
  Scenario: An impossible value is refused with its reason
    When I open the page "Voice"
    And I press Down 2 times
    Then the cursor is on "Announcement length:"
    When I press Enter
    And I press Down 2 times
    Then the cursor is on "Value:"
    When I type "9"
    And I press Enter
    Then I hear something containing "Announcement length takes"
    And the screen shows "Announcement length takes"
    And the field "Value" contains "9"
