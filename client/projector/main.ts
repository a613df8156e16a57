// The wall: /CODE/screen#key. Read-only.
import { mount } from 'svelte'
import '../../shared/ui/theme.css'
import './wall.css'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })
