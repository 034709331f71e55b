# language: fr
@day @profile-deafblind
Fonctionnalité: La journée d'un agent sourdaveugle
  Au clavier et sous les doigts.

  Contexte:
    Étant donné un agent sourdaveugle
    Et une plage braille de 40 cellules

  @day @profile-deafblind @EN-4.2.4 @A20 @EN-5.2
  Scénario: Arriver
    Quand le programme démarre
    Alors la plage braille montre « Prêt, ligne Accueil »
    Et l'écran montre « Ligne Accueil : prête »

  @day @profile-deafblind @EN-4.2.4 @A20 @A7 @A30 @slow
  Scénario: Dix appels
    Étant donné que je suis en ligne
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Dupont est pris
    Quand je raccroche
    Alors l'appel de Dupont est fini
    Quand Martin appelle
    Alors la plage braille commence par « Sonne Martin »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Martin est pris
    Quand je raccroche
    Alors l'appel de Martin est fini
    Quand Petit appelle
    Alors la plage braille commence par « Sonne Petit »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Petit est pris
    Quand je raccroche
    Alors l'appel de Petit est fini
    Quand Moreau appelle
    Alors la plage braille commence par « Sonne Moreau »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Moreau est pris
    Quand je raccroche
    Alors l'appel de Moreau est fini
    Quand Girard appelle
    Alors la plage braille commence par « Sonne Girard »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Girard est pris
    Quand je raccroche
    Alors l'appel de Girard est fini
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Dupont est pris
    Quand je raccroche
    Alors l'appel de Dupont est fini
    Quand Martin appelle
    Alors la plage braille commence par « Sonne Martin »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Martin est pris
    Quand je raccroche
    Alors l'appel de Martin est fini
    Quand Petit appelle
    Alors la plage braille commence par « Sonne Petit »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Petit est pris
    Quand je raccroche
    Alors l'appel de Petit est fini
    Quand Moreau appelle
    Alors la plage braille commence par « Sonne Moreau »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Moreau est pris
    Quand je raccroche
    Alors l'appel de Moreau est fini
    Quand Girard appelle
    Alors la plage braille commence par « Sonne Girard »
    Quand j'attends 800 ms
    Et je décroche
    Alors l'appel de Girard est pris
    Quand je raccroche
    Alors l'appel de Girard est fini
    Et le programme est toujours en marche

  @day @profile-deafblind @EN-4.2.4 @A20 @A26
  Scénario: Transférer un appel
    Étant donné le réglage « interface.confirm_transfer » à « false »
    Et un contact Martin au numéro « 0476003344 »
    Et un correspondant Martin
    Et un appel en cours avec Dupont
    # Ce qui attend sur la plage est lu d'abord : « Prêt », puis « Pris ».
    Quand j'attends 500 ms
    Et j'appuie deux fois sur Entrée à 700 ms d'intervalle
    Et j'appuie sur F7
    Alors la plage braille montre « Transférer à »
    Quand je tape « martin »
    Et j'appuie sur Entrée
    Alors la plage braille montre « Transférer tout de suite »
    Quand j'appuie sur Entrée
    Alors Dupont reçoit un REFER

  @day @profile-deafblind @EN-4.2.4 @A20 @A23
  Scénario: Prendre une note
    Étant donné un appel en cours avec Dupont
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Alors la plage braille montre « Pris »
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Et j'appuie sur « n »
    Et je tape « rappeler lundi »
    Et j'appuie sur Entrée
    Alors l'écran montre « rappeler lundi »
    Quand je raccroche
    Alors la note de l'appel avec Dupont contient « rappeler lundi »

  @day @profile-deafblind @EN-4.2.4 @A20 @A27 @slow
  Scénario: Perdre le réseau
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand le réseau tombe
    Alors l'écran montre « Plus rien de Dupont » en moins de 30 s
    Quand le réseau revient
    Alors l'écran montre « Dupont revient »
    Et l'appel avec Dupont est pris

  @day @profile-deafblind @EN-4.2.4 @A20 @EN-11.3.3.4
  Scénario: Partir
    Étant donné que je suis en ligne
    Quand j'attends 500 ms
    Et j'appuie sur Entrée
    Et je demande la commande « Quitter »
    Alors l'écran montre « Quitter ? »
    Quand j'attends 600 ms
    Et j'appuie sur Entrée
    Alors le programme se ferme
